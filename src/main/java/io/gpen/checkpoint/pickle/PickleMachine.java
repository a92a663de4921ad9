package io.gpen.checkpoint.pickle;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads one pickle, protocols 0 to 5, into plain Java values: {@code Long}, {@code BigInteger},
 * {@code Double}, {@code Boolean}, {@code String}, {@code null}, {@code List} (also for tuples and
 * sets), {@link PickleDict}, {@link PickleGlobal}, {@link OpaquePickleValue}, and what {@link
 * PickleObjects} makes. It follows Python's {@code pickletools.opcodes}; nothing that the pickle
 * names is ever run.
 *
 * <p>No step recurses, and the number of steps is bounded, so neither nesting nor cycles nor counts
 * can exhaust the memory or run for ever.
 */
public final class PickleMachine {

  /** About ten times what a whole training checkpoint of the largest network takes. */
  private static final int MAX_STEPS = 1_000_000;

  private static final int MAX_PROTOCOL = 5;

  private final PickleInput in;
  private final PickleObjects objects;
  private final PickleStack stack;
  private final PickleLiterals literals;

  /**
   * Prepares to read a pickle.
   *
   * @param in positioned at its first byte
   * @param objects creates what is not plain data
   */
  public PickleMachine(PickleInput in, PickleObjects objects) {
    this.in = in;
    this.objects = objects;
    this.stack = new PickleStack(in);
    this.literals = new PickleLiterals(in);
  }

  /** {@return the pickled value; the input is then positioned after the pickle} */
  public Object run() {
    for (int step = 0; step < MAX_STEPS; step++) {
      int opcode = in.unsigned1();
      if (opcode == '.') {
        return stack.pop();
      }
      Object literal = literals.read(opcode);
      if (literal != PickleLiterals.NOT_A_LITERAL) {
        stack.push(literal);
      } else if (!container(opcode) && !object(opcode) && !stackOrMemo(opcode)) {
        throw in.damaged("the pickle has an unknown instruction " + opcode);
      }
    }
    throw in.damaged("the pickle has more than " + MAX_STEPS + " instructions");
  }

  private boolean container(int opcode) {
    switch (opcode) {
      case '}' -> stack.push(new PickleDict());
      case ']', ')', 0x8f -> stack.push(new ArrayList<>());
      case 0x85, 0x86, 0x87 -> stack.push(stack.pop(opcode - 0x84));
      case 't', 'l', 0x91 -> stack.push(stack.popToMark());
      case 'd' -> {
        List<Object> items = stack.popToMark();
        stack.push(new PickleDict());
        setItems(items);
      }
      case 'a' -> addAll(stack.pop(1));
      case 'e', 0x90 -> addAll(stack.popToMark());
      case 's' -> setItems(stack.pop(2));
      case 'u' -> setItems(stack.popToMark());
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean object(int opcode) {
    switch (opcode) {
      case 'c' -> stack.push(new PickleGlobal(in.asciiLine(), in.asciiLine()));
      case 0x93 -> {
        List<Object> names = stack.pop(2);
        stack.push(new PickleGlobal(name(names.get(0)), name(names.get(1))));
      }
      case 'R' -> {
        List<Object> call = stack.pop(2);
        stack.push(objects.call(call.get(0), call.get(1)));
      }
      case 0x81 -> stack.push(objects.instance(stack.pop(2).get(0)));
      case 0x92 -> stack.push(objects.instance(stack.pop(3).get(0)));
      case 'o' -> {
        List<Object> parts = stack.popToMark();
        stack.push(objects.instance(parts.isEmpty() ? null : parts.get(0)));
      }
      case 'i' -> {
        PickleGlobal type = new PickleGlobal(in.asciiLine(), in.asciiLine());
        stack.popToMark();
        stack.push(objects.instance(type));
      }
      // The attributes of an object say nothing about weights.
      case 'b' -> stack.pop();
      case 'P' -> stack.push(objects.persistent(in.asciiLine()));
      case 'Q' -> stack.push(objects.persistent(stack.pop()));
      case 0x82 -> stack.push(OpaquePickleValue.data("extension " + in.unsigned1()));
      case 0x83 -> stack.push(OpaquePickleValue.data("extension " + in.unsigned2()));
      case 0x84 -> stack.push(OpaquePickleValue.data("extension " + in.signed4()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean stackOrMemo(int opcode) {
    switch (opcode) {
      case '(' -> stack.mark();
      case '0' -> stack.pop();
      case '1' -> stack.popToMark();
      case '2' -> stack.push(stack.peek());
      case 'p' -> stack.remember(index(in.asciiLine()));
      case 'q' -> stack.remember(in.unsigned1());
      case 'r' -> stack.remember(in.unsigned4());
      case 0x94 -> stack.rememberNext();
      case 'g' -> stack.recall(index(in.asciiLine()));
      case 'h' -> stack.recall(in.unsigned1());
      case 'j' -> stack.recall(in.unsigned4());
      case 0x95 -> in.signed8();
      case 0x80 -> {
        int protocol = in.unsigned1();
        if (protocol > MAX_PROTOCOL) {
          throw in.damaged("the pickle has the unknown protocol " + protocol);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void addAll(List<Object> items) {
    Object target = stack.peek();
    if (target instanceof List<?>) {
      @SuppressWarnings("unchecked") // Every list on the stack was made here, of any objects.
      List<Object> list = (List<Object>) target;
      list.addAll(items);
    } else if (!(target instanceof OpaquePickleValue)) {
      throw in.damaged("the pickle appends items to something other than a list");
    }
  }

  private void setItems(List<Object> items) {
    Object target = stack.peek();
    if (items.size() % 2 != 0) {
      throw in.damaged("the pickle has a key without a value");
    }
    if (target instanceof PickleDict dict) {
      for (int i = 0; i < items.size(); i += 2) {
        dict.put(items.get(i), items.get(i + 1));
      }
    } else if (!(target instanceof OpaquePickleValue)) {
      throw in.damaged("the pickle adds entries to something other than a dictionary");
    }
  }

  private long index(String line) {
    try {
      return Long.parseLong(line);
    } catch (NumberFormatException e) {
      throw in.damaged("the pickle has a memo index that is not a number");
    }
  }

  private String name(Object value) {
    if (value instanceof String name) {
      return name;
    }
    throw in.damaged("the pickle has a class name that is not text");
  }
}
