package io.gpen.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.checkpoint.StateDict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives are as libtorch likes them, whole or not there, and the same at every time. */
class ArchiveWriterTest {

  private static final int LOCAL_HEADER = 30;

  @TempDir Path folder;

  private static ModuleTensor buffer(float... values) {
    return ModuleTensor.buffer(() -> values, values.length);
  }

  private Path written(ScriptModule root) throws IOException {
    Path archive = folder.resolve("a.pt");
    ArchiveWriter.write(archive, root, "class M(Module):\n  pass\n", "{\"a\":1}");
    return archive;
  }

  @Test
  void everyContentIsStoredAlignedAndChecked() throws IOException {
    ScriptModule root =
        new ScriptModule("M").with("a", buffer(1, 2, 3)).with("b", buffer(new float[1000]));
    Path archive = written(root);
    byte[] file = Files.readAllBytes(archive);
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    int entries = 0;
    while (bytes.getInt(at) == 0x04034b50) {
      assertEquals(ZipEntry.STORED, bytes.getShort(at + 8));
      int length = bytes.getInt(at + 18);
      int content = at + LOCAL_HEADER + bytes.getShort(at + 26) + bytes.getShort(at + 28);
      assertEquals(0, content % 64);
      CRC32 crc = new CRC32();
      crc.update(file, content, length);
      assertEquals((int) crc.getValue(), bytes.getInt(at + 14));
      at = content + length;
      entries++;
    }
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      assertEquals(zip.size(), entries);
      assertEquals("{\"a\":1}", text(zip, "gpen/extra/meta.json"));
      assertEquals("3\n", text(zip, "gpen/version"));
    }
  }

  private static String text(ZipFile zip, String name) throws IOException {
    try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void channelsLastValuesLieInTheOrderOfTheirStrides() {
    float[] values = new float[2 * 3 * 2 * 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    ModuleTensor tensor = ModuleTensor.kernel(() -> values, 2, 3, 2, 2);
    long[] strides = tensor.strides();
    ByteBuffer bytes = ByteBuffer.wrap(tensor.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    int i = 0;
    for (int n = 0; n < 2; n++) {
      for (int c = 0; c < 3; c++) {
        for (int y = 0; y < 2; y++) {
          for (int x = 0; x < 2; x++) {
            long place = n * strides[0] + c * strides[1] + y * strides[2] + x * strides[3];
            assertEquals(values[i++], bytes.getFloat((int) place * Float.BYTES));
          }
        }
      }
    }
    assertEquals(1, strides[1]);
  }

  @Test
  void sameWeightsGiveTheSameBytes() throws IOException {
    StateDict weights = Vectors.gpenWeights("g64-m1-n0.25");
    Path first = folder.resolve("first.pt");
    Path second = folder.resolve("second.pt");
    Converter.convert(weights, Form.INFERENCE, first);
    Converter.convert(weights, Form.INFERENCE, second);
    assertEquals(-1, Files.mismatch(first, second));
  }

  @Test
  void failureHalfwayLeavesTheOldFileAndNothingElse() throws IOException {
    Path archive = folder.resolve("a.pt");
    Files.writeString(archive, "old");
    ScriptModule root =
        new ScriptModule("M")
            .with("a", buffer(1))
            .with(
                "b",
                ModuleTensor.buffer(
                    () -> {
                      throw new IllegalStateException("cannot be read");
                    },
                    1));
    assertThrows(IllegalStateException.class, () -> written(root));
    assertEquals("old", Files.readString(archive));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(archive), files.toList());
    }
  }

  @Test
  void trainableFormKeepsEveryValueOfTheCheckpoint() throws IOException {
    StateDict weights = Vectors.gpenWeights("g64-m1-n0.25");
    Path archive = folder.resolve("a.pt");
    Converter.convert(weights, Form.TRAINABLE, archive);
    List<byte[]> stored = new java.util.ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        if (e.getName().startsWith("gpen/data/")) {
          stored.add(zip.readAllBytes());
        }
      }
    }
    assertEquals(weights.names().size(), stored.size());
    float[] input = weights.get("generator.input.input").floats();
    ByteBuffer expected =
        ByteBuffer.allocate(input.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    expected.asFloatBuffer().put(input);
    assertTrue(stored.stream().anyMatch(bytes -> java.util.Arrays.equals(bytes, expected.array())));
  }

  @Test
  void linesAreRepeatedForEachNumber() {
    String text =
        NetworkText.of(
            Collections.singletonMap("level", NetworkText.range(2, 6, 2)), "text-test.py");
    assertEquals(
        "class A(Module):\n  ecd2 : Tensor\n  ecd4 : Tensor\n  ecd6 : Tensor\n  other : Tensor\n",
        text);
    assertArrayEquals(new int[0], NetworkText.range(1, 0, 1));
  }
}
