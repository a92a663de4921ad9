package io.gpen.image.io;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.metadata.Samples;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Damaged files of every format end in a photo or in a {@link PhotoException}, after a bounded
 * amount of work. {@code -Dgpen.fuzz=20000} sets the number of files; the seed is fixed.
 */
class ImageFuzzTest {

  private static final int FILES = Integer.getInteger("gpen.fuzz", 4_000);

  /** Every so many files are decoded, of the others only header and metadata are read. */
  private static final int DECODED = 4;

  private static final long MAX_PIXELS = 1 << 20;

  /** Of processor time and of the heap, by the thread that reads. */
  private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final long MAX_BYTES = 512L << 20;

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static List<byte[]> sound() {
    List<byte[]> files = new ArrayList<>(DamagedFilesTest.files().values());
    for (String extension : Samples.extensions()) {
      files.add(
          PhotoWriter.embed(Samples.picture(extension), Samples.everything().build()).bytes());
    }
    files.addAll(GoldenPixelsTest.samples().values());
    return files;
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void damagedFilesAreReadOrRefusedWithLittleWork() {
    List<byte[]> sound = sound();
    Random random = new Random(20_261_128);
    Map<String, Integer> outcomes = new TreeMap<>();
    for (int i = 0; i < FILES; i++) {
      byte[] file = damaged(sound.get(i % sound.size()), random);
      long nanos = THREADS.getCurrentThreadCpuTime();
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      outcomes.merge(read(file, i), 1, Integer::sum);
      long spent = THREADS.getCurrentThreadCpuTime() - nanos;
      long taken = THREADS.getCurrentThreadAllocatedBytes() - bytes;
      assertTrue(spent < MAX_NANOS, "file " + i + " took " + spent / 1_000_000 + " ms");
      assertTrue(taken < MAX_BYTES, "file " + i + " took " + (taken >> 20) + " MB");
    }
    System.out.println(FILES + " damaged pictures: " + outcomes);
    assertTrue(outcomes.size() > 2, outcomes::toString);
  }

  private static String read(byte[] file, int number) {
    try {
      if (number / 7 % DECODED > 0) {
        PhotoReader.metadata(file).upright("gpen");
        return "parsed";
      }
      try (Photo photo = PhotoReader.read(file, MAX_PIXELS)) {
        return photo.warnings().isEmpty() ? "decoded" : "decoded with a warning";
      }
    } catch (PhotoException e) {
      assertTrue(e.getMessage().contains("; "), "says what to do: " + e.getMessage());
      return "refused";
    } catch (RuntimeException | Error e) {
      return fail("file " + number + ": " + e, e);
    }
  }

  private static byte[] damaged(byte[] sound, Random random) {
    byte[] file = sound.clone();
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      // Half of them near the start, where the structure is; that of TIFF may lie at the end.
      int range = random.nextBoolean() ? Math.min(700, file.length) : file.length;
      int at = random.nextInt(range);
      at = random.nextInt(4) == 0 ? file.length - 1 - at : at;
      int length = Math.min(1 + random.nextInt(4), file.length - at);
      switch (random.nextInt(7)) {
        case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> Arrays.fill(file, at, at + length, (byte) 0xff);
        case 2 -> Arrays.fill(file, at, at + length, (byte) 0);
        case 3 ->
            System.arraycopy(file, random.nextInt(file.length - length + 1), file, at, length);
        case 4 -> file = moved(file, at, random);
        default -> file[at] = (byte) random.nextInt(256);
      }
    }
    return random.nextInt(10) == 0 ? Arrays.copyOf(file, random.nextInt(file.length)) : file;
  }

  /** Some bytes are put in, or are missing. */
  private static byte[] moved(byte[] file, int at, Random random) {
    int by = random.nextInt(40) - 20;
    if (at + Math.abs(by) >= file.length || file.length < 100) {
      return file;
    }
    byte[] moved = Arrays.copyOf(file, file.length + by);
    int from = Math.max(at, at - by);
    System.arraycopy(file, from, moved, from + by, file.length - from);
    return moved;
  }
}
