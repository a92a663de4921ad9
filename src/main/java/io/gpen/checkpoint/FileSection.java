package io.gpen.checkpoint;

import io.gpen.checkpoint.pickle.PickleSource;
import io.gpen.files.PrintableText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A section of an open file with random access that never goes past its end. It knows the file's
 * name and its own place there, so that errors can name both.
 */
final class FileSection implements PickleSource {

  private static final String REMEDY = "; the file is damaged or incomplete: fetch it again";

  private final String file;
  private final FileChannel channel;
  private final long start;
  private final long length;

  private FileSection(String file, FileChannel channel, long start, long length) {
    this.file = file;
    this.channel = channel;
    this.start = start;
    this.length = length;
  }

  /** {@return all that an open file holds now} */
  static FileSection whole(Path file, FileChannel channel) throws IOException {
    return new FileSection(file.toString(), channel, 0, channel.size());
  }

  /** {@return a part of this file's content that was unpacked to another} */
  FileSection unpackedTo(FileChannel other, long position, long size) {
    return new FileSection(file + " (unpacked)", other, position, size);
  }

  @Override
  public long length() {
    return length;
  }

  /** {@return the place of a position in the file, for messages} */
  long offset(long position) {
    return start + position;
  }

  /**
   * {@return a part of this section}
   *
   * @param what names the part where it does not fit
   */
  FileSection slice(long position, long size, String what) {
    check(position, size, what);
    return new FileSection(file, channel, start + position, size);
  }

  /** Fills a buffer with the bytes from a position on. */
  @Override
  public void read(long position, ByteBuffer into, String what) {
    check(position, into.remaining(), what);
    long at = start + position;
    try {
      while (into.hasRemaining()) {
        int count = channel.read(into, at);
        if (count < 0) {
          throw damaged(what + " ends early", at - start);
        }
        at += count;
      }
    } catch (IOException e) {
      throw new CheckpointException(said(what) + " cannot be read at byte " + at + ": " + e, e);
    }
  }

  /** {@return some bytes, little-endian} */
  ByteBuffer bytes(long position, int count, String what) {
    check(position, count, what);
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    read(position, bytes, what);
    return bytes.flip();
  }

  /** {@return an exception for bytes that cannot be as they are} */
  @Override
  public CheckpointException damaged(String what, long position) {
    return new CheckpointException(said(what) + " (at byte " + (start + position) + ")" + REMEDY);
  }

  /** {@return an exception for a sound file that is not what is wanted} */
  CheckpointException refused(String what) {
    return new CheckpointException(said(what));
  }

  /** Parts of a message come from the file, which may be hostile. */
  private String said(String what) {
    return file + ": " + PrintableText.of(what);
  }

  private void check(long position, long size, String what) {
    if (position < 0 || size < 0 || position > length || size > length - position) {
      throw damaged(what + " extends past the end", Math.max(0, Math.min(position, length)));
    }
  }
}
