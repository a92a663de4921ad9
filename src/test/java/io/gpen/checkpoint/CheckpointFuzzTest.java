package io.gpen.checkpoint;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.gpen.Shared;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Thousands of damaged copies of sound files, the same at every run: whatever is flipped or cut,
 * they are read or end in a {@link CheckpointException}, and in nothing else.
 */
class CheckpointFuzzTest {

  /** The pickle and the headers, where a changed byte does the most, lie at the two ends. */
  private static final int ENDS = 16 << 10;

  private static final int CENTRAL = 0x02014b50;
  private static final int CENTRAL_SIZE = 46;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "zip.pth, false, 300",
    "zip.pth, true, 1000",
    "legacy.pth, false, 1000",
    "nested-with-namespace.pth, true, 300",
    "safetensors, false, 300"
  })
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void damagedFilesEndInACheckpointException(String name, boolean withoutChecksums, int trials)
      throws IOException {
    byte[] sound = sound(name, withoutChecksums);
    Path file = Files.write(folder.resolve("damaged.pth"), sound);
    Random random = new Random(7);
    int refused = 0;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int trial = 0; trial < trials; trial++) {
        damage(channel, sound, random);
        refused += isRefused(file, trial) ? 1 : 0;
        repair(channel, sound);
      }
    }
    System.out.println(name + ": " + refused + " of " + trials + " damaged copies refused");
    assertTrue(refused > trials / 10, "the damage must do something");
  }

  private byte[] sound(String name, boolean withoutChecksums) throws IOException {
    if (name.equals("safetensors")) {
      Path file = folder.resolve("sound.safetensors");
      try (StateDict weights = CheckpointReader.open(Shared.file("vectors/pth/zip.pth"))) {
        CheckpointWriter.writeSafetensors(file, weights, Optional.empty());
      }
      return Files.readAllBytes(file);
    }
    byte[] bytes = Files.readAllBytes(Shared.file("vectors/pth/" + name));
    if (withoutChecksums) {
      forgetChecksums(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }
    return bytes;
  }

  /** Otherwise hardly any damage to the pickle would get as far as the pickle machine. */
  private static void forgetChecksums(ByteBuffer zip) {
    int at = zip.getInt(zip.limit() - 6);
    while (zip.getInt(at) == CENTRAL) {
      zip.putInt(at + 16, 0);
      at += CENTRAL_SIZE + zip.getShort(at + 28) + zip.getShort(at + 30) + zip.getShort(at + 32);
    }
  }

  private static void damage(FileChannel file, byte[] sound, Random random) throws IOException {
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at =
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(sound.length);
            case 1 -> sound.length - 1 - random.nextInt(ENDS);
            default -> random.nextInt(ENDS);
          };
      int value =
          switch (random.nextInt(3)) {
            case 0 -> sound[at] ^ 1 << random.nextInt(8);
            case 1 -> random.nextInt();
            default -> random.nextBoolean() ? 0xff : 0x7f;
          };
      file.write(ByteBuffer.wrap(new byte[] {(byte) value}), at);
    }
    if (random.nextInt(8) == 0) {
      file.truncate(random.nextInt(sound.length));
    }
  }

  private static void repair(FileChannel file, byte[] sound) throws IOException {
    file.write(ByteBuffer.wrap(sound), 0);
  }

  private static boolean isRefused(Path file, int trial) {
    try (StateDict weights = CheckpointReader.open(file)) {
      for (TensorSource tensor : weights.tensors().values()) {
        if (tensor.dtype().isFloat()) {
          tensor.floats();
        } else {
          tensor.longs();
        }
      }
      return false;
    } catch (CheckpointException e) {
      return true;
    } catch (RuntimeException | Error e) {
      return fail("trial " + trial, e);
    }
  }
}
