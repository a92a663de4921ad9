package io.gpen.torchscript;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a tree of modules as libtorch reads it: pickle protocol 2, without a memo. The values of
 * tensors are not in it; they follow under the numbers that they get here.
 */
final class ModulePickler {

  private static final int PROTO = 0x80;
  private static final int STOP = '.';
  private static final int MARK = '(';
  private static final int GLOBAL = 'c';
  private static final int NEWOBJ = 0x81;
  private static final int BUILD = 'b';
  private static final int REDUCE = 'R';
  private static final int EMPTY_TUPLE = ')';
  private static final int TUPLE = 't';
  private static final int EMPTY_DICT = '}';
  private static final int SETITEMS = 'u';
  private static final int BINUNICODE = 'X';
  private static final int BININT = 'J';
  private static final int LONG1 = 0x8a;
  private static final int BINFLOAT = 'G';
  private static final int NEWTRUE = 0x88;
  private static final int NEWFALSE = 0x89;
  private static final int BINPERSID = 'Q';

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<StoredTensor> tensors = new ArrayList<>();

  private ModulePickler() {}

  /**
   * What a tree of modules becomes.
   *
   * @param pickle the bytes of {@code data.pkl}
   * @param tensors the tensors; the place in the list is the name of the storage
   */
  record Pickled(byte[] pickle, List<StoredTensor> tensors) {}

  static Pickled pickle(ScriptModule root) {
    ModulePickler pickler = new ModulePickler();
    pickler.out.write(PROTO);
    pickler.out.write(2);
    pickler.module(root);
    pickler.out.write(STOP);
    return new Pickled(pickler.out.toByteArray(), pickler.tensors);
  }

  private void module(ScriptModule module) {
    global("__torch__", module.type());
    out.write(EMPTY_TUPLE);
    out.write(NEWOBJ);
    out.write(EMPTY_DICT);
    out.write(MARK);
    module
        .attributes()
        .forEach(
            (name, value) -> {
              string(name);
              value(value);
            });
    out.write(SETITEMS);
    out.write(BUILD);
  }

  private void value(Object value) {
    if (value instanceof ScriptModule module) {
      module(module);
    } else if (value instanceof StoredTensor tensor) {
      tensor(tensor);
    } else if (value instanceof Long number) {
      integer(number);
    } else if (value instanceof Double number) {
      out.write(BINFLOAT);
      out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
    } else if (value instanceof Boolean flag) {
      out.write(flag ? NEWTRUE : NEWFALSE);
    } else {
      throw new IllegalArgumentException("not an attribute: " + value);
    }
  }

  private void tensor(StoredTensor tensor) {
    global("torch._utils", "_rebuild_tensor_v2");
    out.write(MARK);
    storage(tensor);
    integer(0); // The first value is the storage's first.
    integers(tensor.shape());
    integers(tensor.strides());
    out.write(tensor.kind() == StoredTensor.Kind.PARAMETER ? NEWTRUE : NEWFALSE);
    // No backward hooks.
    global("collections", "OrderedDict");
    out.write(EMPTY_TUPLE);
    out.write(REDUCE);
    out.write(TUPLE);
    out.write(REDUCE);
  }

  private void storage(StoredTensor tensor) {
    out.write(MARK);
    string("storage");
    global("torch", "FloatStorage");
    string(Integer.toString(tensors.size()));
    string("cpu");
    integer(tensor.elements());
    out.write(TUPLE);
    out.write(BINPERSID);
    tensors.add(tensor);
  }

  private void integers(long[] values) {
    out.write(MARK);
    for (long value : values) {
      integer(value);
    }
    out.write(TUPLE);
  }

  private void integer(long value) {
    if (value == (int) value) {
      out.write(BININT);
      out.writeBytes(littleEndian(Integer.BYTES).putInt((int) value).array());
    } else {
      out.write(LONG1);
      out.write(Long.BYTES);
      out.writeBytes(littleEndian(Long.BYTES).putLong(value).array());
    }
  }

  private void string(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(BINUNICODE);
    out.writeBytes(littleEndian(Integer.BYTES).putInt(bytes.length).array());
    out.writeBytes(bytes);
  }

  private void global(String module, String name) {
    out.write(GLOBAL);
    out.writeBytes((module + '\n' + name + '\n').getBytes(StandardCharsets.US_ASCII));
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
