package io.gpen.checkpoint;

import io.gpen.checkpoint.ZipDirectory.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates entries into one temporary file that vanishes when it is closed. torch.save never
 * deflates; archives that went through a zip program may be.
 */
final class Unpacker implements AutoCloseable {

  private static final int CHUNK = 1 << 16;

  /** What weights may grow by when unpacked; beyond it an archive is a bomb. */
  private static final int MAX_RATIO = 20;

  private static final long FREE = 256L << 20;

  private final FileSection archive;
  private FileChannel unpacked;
  private long used;

  Unpacker(FileSection archive) {
    this.archive = archive;
  }

  /** {@return the unpacked content of an entry} */
  FileSection inflate(FileSection packed, Entry entry) {
    String what = "entry " + entry.name();
    if (entry.size() < 0 || entry.size() > FREE + MAX_RATIO * archive.length() - used) {
      throw archive.refused(
          what
              + " inflates to "
              + entry.size()
              + " bytes, more than weights of this size can have");
    }
    Inflater inflater = new Inflater(true);
    try {
      long start = used;
      if (unpacked == null) {
        unpacked = temporaryFile();
      }
      copy(packed, inflater, entry.size(), what);
      return archive.unpackedTo(unpacked, start, entry.size());
    } catch (IOException e) {
      throw new CheckpointException(
          archive.refused(what + " cannot be unpacked to the temporary folder").getMessage(), e);
    } finally {
      inflater.end();
    }
  }

  private void copy(FileSection packed, Inflater inflater, long size, String what)
      throws IOException {
    ByteBuffer in = ByteBuffer.allocate(CHUNK);
    ByteBuffer out = ByteBuffer.allocate(CHUNK);
    long read = 0;
    long written = 0;
    while (written < size) {
      if (inflater.needsInput()) {
        int count = (int) Math.min(CHUNK, packed.length() - read);
        if (count == 0) {
          throw packed.damaged(what + " ends before its stated size", read);
        }
        packed.read(read, in.clear().limit(count), what);
        inflater.setInput(in.array(), 0, count);
        read += count;
      }
      out.clear().limit((int) Math.min(CHUNK, size - written));
      int count = inflate(inflater, out, packed, read, what);
      written += count;
      write(out.clear().limit(count));
      if (written < size && (inflater.finished() || count == 0 && !inflater.needsInput())) {
        throw packed.damaged(what + " ends before its stated size", read);
      }
    }
  }

  private static int inflate(
      Inflater inflater, ByteBuffer out, FileSection packed, long read, String what) {
    try {
      return inflater.inflate(out);
    } catch (DataFormatException e) {
      throw packed.damaged(what + " cannot be inflated: " + e.getMessage(), read);
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      used += unpacked.write(bytes, used);
    }
  }

  private static FileChannel temporaryFile() throws IOException {
    Path file = Files.createTempFile("gpen-weights-", ".tmp");
    return FileChannel.open(
        file,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  @Override
  public void close() {
    if (unpacked != null) {
      try {
        unpacked.close();
      } catch (IOException e) {
        throw new CheckpointException("cannot close a temporary file: " + e, e);
      }
    }
  }
}
