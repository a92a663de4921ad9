package io.gpen.checkpoint.pickle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Reads the bytes of a pickle in order, never past the end of their section. */
public final class PickleInput {

  private static final int WINDOW = 1 << 13;
  private static final int MAX_LINE = 1 << 16;

  /** The largest training checkpoints keep a hundredth of it. */
  private static final long MAX_KEPT = 32L << 20;

  private static final String WHAT = "the pickle";

  private final PickleSource section;
  private final ByteBuffer window =
      ByteBuffer.allocate(WINDOW).order(ByteOrder.LITTLE_ENDIAN).limit(0);

  private byte[] line;
  private long kept;

  /** The position of the byte after the window. */
  private long next;

  /**
   * Starts reading.
   *
   * @param section what is read
   * @param position of the first byte
   */
  public PickleInput(PickleSource section, long position) {
    this.section = section;
    this.next = position;
  }

  /** {@return the position of the next byte} */
  public long position() {
    return next - window.remaining();
  }

  int unsigned1() {
    return fill(1).get() & 0xff;
  }

  int unsigned2() {
    return fill(2).getShort() & 0xffff;
  }

  int signed4() {
    return fill(4).getInt();
  }

  long unsigned4() {
    return signed4() & 0xffffffffL;
  }

  long signed8() {
    return fill(8).getLong();
  }

  double bigEndianDouble() {
    return Double.longBitsToDouble(Long.reverseBytes(signed8()));
  }

  byte[] bytes(long count) {
    if (count < 0 || count > section.length() - position()) {
      throw damaged("a length of " + count + " extends past the end of the pickle");
    }
    keep(count);
    byte[] bytes = new byte[(int) count];
    for (int done = 0; done < bytes.length; ) {
      int part = Math.min(bytes.length - done, WINDOW);
      fill(part).get(bytes, done, part);
      done += part;
    }
    return bytes;
  }

  void skip(long count) {
    if (count < 0 || count > section.length() - position()) {
      throw damaged("a length of " + count + " extends past the end of the pickle");
    }
    if (count <= window.remaining()) {
      window.position(window.position() + (int) count);
    } else {
      next = position() + count;
      window.limit(0);
    }
  }

  /** {@return the bytes up to the end of the line, which is left out} */
  String line(Charset charset) {
    if (line == null) {
      line = new byte[MAX_LINE];
    }
    int length = 0;
    for (int b = unsigned1(); b != '\n'; b = unsigned1()) {
      if (length == MAX_LINE) {
        throw damaged("the pickle has an overlong line");
      }
      line[length++] = (byte) b;
    }
    keep(length);
    return new String(line, 0, length, charset);
  }

  String asciiLine() {
    return line(StandardCharsets.US_ASCII);
  }

  /**
   * {@return an exception for a pickle that is not valid at the current position}
   *
   * @param what is wrong
   */
  public RuntimeException damaged(String what) {
    return section.damaged(what, position());
  }

  /** Text and numbers stay in memory; a hostile file could be made of nothing else. */
  private void keep(long bytes) {
    kept += bytes;
    if (kept > MAX_KEPT) {
      throw damaged("the pickle holds too much text");
    }
  }

  private ByteBuffer fill(int count) {
    if (window.remaining() < count) {
      long from = position();
      int size = (int) Math.min(WINDOW, section.length() - from);
      if (size < count) {
        throw section.damaged(WHAT + " ends early", section.length());
      }
      section.read(from, window.clear().limit(size), WHAT);
      window.flip();
      next = from + size;
    }
    return window;
  }
}
