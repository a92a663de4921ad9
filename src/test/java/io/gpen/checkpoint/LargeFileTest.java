package io.gpen.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.gpen.Shared;
import io.gpen.checkpoint.pickle.PickleOutput;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files larger than the memory, zip archives with 64-bit sizes, and published files. */
class LargeFileTest {

  private static final long HUGE = 8L << 30;
  private static final int MANY = 8;
  private static final int PART = 4 << 20;

  @TempDir Path folder;

  @Test
  void aTensorBehindMoreThanTheMemoryHoldsIsRead() throws IOException {
    String header =
        String.format(
            "{\"huge\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[0,%d]},"
                + "\"last\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[%d,%d]}}",
            HUGE / 4, HUGE, HUGE, HUGE + 4);
    byte[] start = TestArchive.safetensors(header, 0);
    Path file = folder.resolve("huge.safetensors");
    Files.write(file, start);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
      ByteBuffer last = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, 7);
      channel.write(last, start.length + HUGE);
    }
    try (StateDict weights = CheckpointReader.open(file)) {
      assertEquals(HUGE / 4, weights.get("huge").elements());
      assertArrayEquals(new float[] {7}, weights.get("last").floats());
      CheckpointException e =
          assertThrows(CheckpointException.class, () -> weights.get("huge").floats());
      assertTrue(e.getMessage().contains("huge has 2147483648 elements"), e.getMessage());
    }
  }

  /** What is asked for is read and nothing else, so that no file needs a heap of its size. */
  @ParameterizedTest
  @ValueSource(strings = {"zip", "legacy", "safetensors"})
  void oneTensorOfManyCostsTheMemoryOfOne(String format) throws IOException {
    Path file = folder.resolve("many");
    writeMany(file, format);
    assertTrue(Files.size(file) > MANY * (long) PART);
    long before = allocated();
    try (StateDict weights = CheckpointReader.open(file)) {
      assertEquals(MANY, weights.names().size());
      assertEquals(PART / Float.BYTES, weights.get("w" + (MANY - 1)).floats().length);
    }
    long used = allocated() - before;
    System.out.printf("%s: %d bytes for one of %d tensors of %d%n", format, used, MANY, PART);
    assertTrue(used < 3L * PART, used + " bytes");
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private static void writeMany(Path file, String format) throws IOException {
    byte[][] storages = new byte[MANY][PART];
    int floats = PART / Float.BYTES;
    PickleOutput pickle = new PickleOutput().emptyOrderedDict().mark();
    Map<String, TensorSource> tensors = new LinkedHashMap<>();
    for (int i = 0; i < MANY; i++) {
      long[] shape = {floats};
      TestArchive.tensor(pickle, "" + i, "w" + i, floats, 0, shape, new long[] {1});
      tensors.put("w" + i, TensorSource.of(new float[floats], floats));
    }
    byte[] object = pickle.setItems().finish();
    switch (format) {
      case "zip" -> TestArchive.zip(file, object, storages);
      case "legacy" -> TestArchive.legacy(file, object, storages);
      default -> CheckpointWriter.writeSafetensors(file, new StateDict(tensors), Optional.empty());
    }
  }

  @Test
  void anArchiveWith64BitSizesIsRead() throws IOException {
    Path file = folder.resolve("a.pth");
    TestArchive.write(file, TestArchive.oneTensor(16, 0, new long[] {16}, new long[] {1}), 16);
    Files.write(file, widened(Files.readAllBytes(file)));
    try (StateDict weights = CheckpointReader.open(file)) {
      assertArrayEquals(new float[16], weights.get("w").floats());
    }
  }

  /** The same archive with all sizes and places of its directory in their zip64 forms. */
  private static byte[] widened(byte[] zip) {
    ByteBuffer old = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int end = zip.length - 22;
    int count = old.getShort(end + 10);
    int start = old.getInt(end + 16);
    ByteBuffer wide = ByteBuffer.allocate(zip.length + 1000).order(ByteOrder.LITTLE_ENDIAN);
    wide.put(zip, 0, start);
    for (int i = 0, at = start; i < count; i++) {
      int nameSize = old.getShort(at + 28);
      int extraSize = old.getShort(at + 30);
      ByteBuffer entry = ByteBuffer.allocate(46).order(ByteOrder.LITTLE_ENDIAN);
      entry.put(zip, at, 46).putInt(20, -1).putInt(24, -1).putInt(42, -1);
      entry.putShort(30, (short) 34);
      wide.put(entry.array()).put(zip, at + 46, nameSize);
      // Another field first, as other programs may have it.
      wide.putShort((short) 0x5455).putShort((short) 2).putShort((short) 0);
      wide.putShort((short) 1).putShort((short) 24);
      wide.putLong(old.getInt(at + 24)).putLong(old.getInt(at + 20)).putLong(old.getInt(at + 42));
      at += 46 + nameSize + extraSize;
    }
    long size = wide.position() - start;
    long record = wide.position();
    wide.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
    wide.putInt(0).putInt(0).putLong(count).putLong(count).putLong(size).putLong(start);
    wide.putInt(0x07064b50).putInt(0).putLong(record).putInt(1);
    wide.putInt(0x06054b50).putInt(0).putShort((short) -1).putShort((short) -1);
    wide.putInt(-1).putInt(-1).putShort((short) 0);
    byte[] bytes = new byte[wide.flip().remaining()];
    wide.get(bytes);
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({
    "models/gpen-256-compact.pth, 136, 4464194",
    "models/gpen-512-compact.pth, 155, 14208887",
    "models/retinaface-mobilenet-0.25.pth, 300, 433343",
    "weights/retinaface_mobilenet0.25_official.pth, 300, 433343",
    "weights/mobilefacenet_foamliu.pt, 307, 1019699"
  })
  void publishedFilesAreReadWhole(String name, int tensors, long values) {
    try (StateDict weights = CheckpointReader.open(Shared.file(name))) {
      assertEquals(tensors, weights.names().size());
      long read = 0;
      for (TensorSource tensor : weights.tensors().values()) {
        read += tensor.dtype().isFloat() ? tensor.floats().length : tensor.longs().length;
      }
      assertEquals(values, read);
    }
  }
}
