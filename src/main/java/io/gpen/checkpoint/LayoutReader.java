package io.gpen.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Reads the elements of a tensor in the order in which they lie in the file, so that each stretch
 * is read about once whatever the strides, and puts them into C order.
 */
final class LayoutReader {

  private static final int CHUNK = 1 << 18;
  private static final int WINDOW = 1 << 16;

  /** A window does not reach over larger gaps in bytes: most of it would be read for nothing. */
  private static final int FAR = 1 << 12;

  private final FileSection section;
  private final String name;
  private final int bytes;
  private final ElementTarget target;
  private ByteBuffer window;
  private long windowStart;

  /**
   * Reads from a section that begins with element 0.
   *
   * @param name how messages call the tensor
   * @param bytes the size of an element
   */
  LayoutReader(FileSection section, String name, int bytes, ElementTarget target) {
    this.section = section;
    this.name = name;
    this.bytes = bytes;
    this.target = target;
  }

  void read(Layout layout) {
    if (layout.elements() == 0) {
      return;
    }
    if (layout.isContiguous()) {
      readContiguous(layout.offset(), Math.toIntExact(layout.elements()));
    } else {
      readStrided(layout);
    }
  }

  private void readContiguous(long offset, int count) {
    ByteBuffer chunk = buffer((int) Math.min(CHUNK, (long) count * bytes));
    int perChunk = CHUNK / bytes;
    for (int done = 0; done < count; ) {
      int part = Math.min(perChunk, count - done);
      section.read((offset + done) * bytes, chunk.clear().limit(part * bytes), name);
      target.putAll(done, chunk.flip(), part);
      done += part;
    }
  }

  private void readStrided(Layout layout) {
    long[] steps = Layout.contiguous(layout.shape()).strides();
    int[] order =
        IntStream.range(0, steps.length)
            .filter(i -> layout.shape()[i] > 1)
            .boxed()
            .sorted(Comparator.comparingLong((Integer i) -> layout.strides()[i]).reversed())
            .mapToInt(i -> i)
            .toArray();
    window = buffer(windowSize(layout, order)).limit(0);
    long[] index = new long[order.length];
    long from = layout.offset();
    long to = 0;
    int dimension;
    do {
      target.put((int) to, window, at(from));
      dimension = order.length - 1;
      while (dimension >= 0 && ++index[dimension] == layout.shape()[order[dimension]]) {
        from -= (index[dimension] - 1) * layout.strides()[order[dimension]];
        to -= (index[dimension] - 1) * steps[order[dimension]];
        index[dimension--] = 0;
      }
      if (dimension >= 0) {
        from += layout.strides()[order[dimension]];
        to += steps[order[dimension]];
      }
    } while (dimension >= 0);
  }

  private int windowSize(Layout layout, int[] order) {
    long span = 1;
    for (int i = order.length - 1; i >= 0; i--) {
      long stride = layout.strides()[order[i]];
      if (stride * bytes > FAR) {
        break;
      }
      span += (layout.shape()[order[i]] - 1) * stride;
    }
    return (int) Math.min(WINDOW, span * bytes);
  }

  /** {@return where an element is in the window, which is moved there if need be} */
  private int at(long element) {
    long position = element * bytes;
    if (position < windowStart || position + bytes > windowStart + window.limit()) {
      long size = Math.max(bytes, Math.min(window.capacity(), section.length() - position));
      section.read(position, window.clear().limit((int) size), name);
      window.flip();
      windowStart = position;
    }
    return (int) (position - windowStart);
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
