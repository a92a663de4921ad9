package io.gpen.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.gpen.DeterministicWeights;
import io.gpen.DeterministicWeights.Family;
import io.gpen.Shared;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written is read again, and has the form that other tools rely on. */
class CheckpointWriterTest {

  private static final Optional<DType> AS_IS = Optional.empty();

  @TempDir Path folder;

  /** The two formats. */
  enum Format {
    PTH {
      @Override
      void write(Path file, StateDict weights, Optional<DType> type) throws IOException {
        CheckpointWriter.writePth(file, weights, type);
      }
    },
    SAFETENSORS {
      @Override
      void write(Path file, StateDict weights, Optional<DType> type) throws IOException {
        CheckpointWriter.writeSafetensors(file, weights, type);
      }
    };

    abstract void write(Path file, StateDict weights, Optional<DType> type) throws IOException;
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void everyTensorComesBackInItsPlaceAndToTheBit(Format format) throws IOException {
    Path file = folder.resolve("weights");
    format.write(file, mixed(), AS_IS);
    try (StateDict written = mixed();
        StateDict read = CheckpointReader.open(file)) {
      assertEquals(List.copyOf(written.names()), List.copyOf(read.names()));
      written
          .tensors()
          .forEach(
              (name, tensor) -> {
                TensorSource back = read.get(name);
                assertArrayEquals(tensor.shape(), back.shape(), name);
                assertEquals(tensor.dtype(), back.dtype(), name);
                if (tensor.dtype().isFloat()) {
                  assertArrayEquals(tensor.floats(), back.floats(), name);
                } else {
                  assertArrayEquals(tensor.longs(), back.longs(), name);
                }
              });
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void halfPrecisionStaysHalfAndCanBeWidened(Format format) throws IOException {
    for (String name : new String[] {"float16.pth", "bfloat16.pth"}) {
      try (StateDict half = CheckpointReader.open(Shared.file("vectors/pth/" + name))) {
        Path kept = folder.resolve("kept");
        Path wide = folder.resolve("wide");
        format.write(kept, half, AS_IS);
        format.write(wide, half, Optional.of(DType.FLOAT32));
        try (StateDict keptBack = CheckpointReader.open(kept);
            StateDict wideBack = CheckpointReader.open(wide)) {
          String tensor = "generator.conv1.conv.weight";
          assertEquals(half.get(tensor).dtype(), keptBack.get(tensor).dtype());
          assertEquals(DType.FLOAT32, wideBack.get(tensor).dtype());
          String digest = DeterministicWeights.sha256(half);
          assertEquals(digest, DeterministicWeights.sha256(keptBack));
          assertEquals(digest, DeterministicWeights.sha256(wideBack));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void floatsAreNarrowedAsPyTorchDoes(Format format) throws IOException {
    // float16.pth and bfloat16.pth hold the values of zip.pth as PyTorch rounded them.
    for (DType type : new DType[] {DType.FLOAT16, DType.BFLOAT16}) {
      String reference = "vectors/pth/" + (type == DType.FLOAT16 ? "float16" : "bfloat16") + ".pth";
      Path file = folder.resolve("half");
      try (StateDict full = CheckpointReader.open(Shared.file("vectors/pth/zip.pth"))) {
        format.write(file, full, Optional.of(type));
      }
      try (StateDict ours = CheckpointReader.open(file);
          StateDict theirs = CheckpointReader.open(Shared.file(reference))) {
        assertEquals(DeterministicWeights.sha256(theirs), DeterministicWeights.sha256(ours));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void aValueTooLargeForHalfPrecisionLeavesTheOldFile(Format format) throws IOException {
    Path file = folder.resolve("weights");
    Files.writeString(file, "old");
    StateDict large = new StateDict(Map.of("w", TensorSource.of(new float[] {70000}, 1)));
    CheckpointException e =
        assertThrows(
            CheckpointException.class, () -> format.write(file, large, Optional.of(DType.FLOAT16)));
    assertTrue(e.getMessage().contains("w holds 70000.0"), e.getMessage());
    assertEquals("old", Files.readString(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count(), "no temporary file is left");
    }
  }

  @Test
  void archiveEntriesAreStoredAlignedAndHaveTheirChecksums() throws IOException {
    Path file = folder.resolve("weights.pth");
    CheckpointWriter.writePth(file, mixed(), AS_IS);
    byte[] bytes = Files.readAllBytes(file);
    List<String> names = new ArrayList<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        names.add(entry.getName());
        byte[] content = zip.getInputStream(entry).readAllBytes();
        CRC32 crc = new CRC32();
        crc.update(content);
        assertEquals(ZipEntry.STORED, entry.getMethod());
        assertEquals(entry.getCrc(), crc.getValue());
        if (content.length > 64) {
          int at = indexOf(bytes, content);
          assertEquals(0, at % 64, entry.getName());
        }
      }
    }
    assertEquals("archive/data.pkl", names.get(0));
    assertTrue(names.contains("archive/version"));
    assertTrue(names.contains("archive/byteorder"));
  }

  @Test
  void thePickleNamesOnlyWhatPyTorchAllows() throws IOException {
    Path file = folder.resolve("weights.pth");
    CheckpointWriter.writePth(file, mixed(), AS_IS);
    String pickle;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      pickle =
          new String(
              zip.getInputStream(zip.getEntry("archive/data.pkl")).readAllBytes(),
              StandardCharsets.ISO_8859_1);
    }
    assertTrue(pickle.startsWith("\u0080\u0002ccollections\nOrderedDict\n)R("), "protocol 2");
    assertTrue(pickle.contains("ctorch._utils\n_rebuild_tensor_v2\n((X\7\0\0\0storage"));
    assertTrue(pickle.contains("ctorch\nFloatStorage\n"));
    assertTrue(pickle.contains("ctorch\nLongStorage\n"));
    assertFalse(pickle.contains("DoubleStorage"));
    assertTrue(pickle.endsWith("u."));
  }

  @Test
  void safetensorsHeaderIsPaddedAndDataIsAlignedWithoutGaps() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    CheckpointWriter.writeSafetensors(file, mixed(), Optional.of(DType.FLOAT16));
    byte[] bytes = Files.readAllBytes(file);
    int size = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertEquals(0, size % 8);
    JsonObject header =
        JsonParser.parseString(new String(bytes, 8, size, StandardCharsets.UTF_8))
            .getAsJsonObject();
    assertEquals(List.copyOf(mixed().names()), List.copyOf(header.keySet()));
    long total = 0;
    for (String name : header.keySet()) {
      JsonObject tensor = header.getAsJsonObject(name);
      int elementSize = tensor.get("dtype").getAsString().equals("I64") ? 8 : 2;
      long start = tensor.getAsJsonArray("data_offsets").get(0).getAsLong();
      assertEquals(0, start % elementSize, name);
      total += tensor.getAsJsonArray("data_offsets").get(1).getAsLong() - start;
    }
    assertEquals(bytes.length - 8 - size, total);
  }

  @Test
  void safetensorsCanBeReadByTheirFirstNamePart() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    Map<String, TensorSource> tensors = new LinkedHashMap<>();
    tensors.put("g_ema.module.w", TensorSource.of(new float[] {1}, 1));
    tensors.put("g.w", TensorSource.of(new float[] {2}, 1));
    CheckpointWriter.writeSafetensors(file, new StateDict(tensors), AS_IS);
    try (StateDict ema = CheckpointReader.open(file, Optional.of("g_ema"))) {
      assertArrayEquals(new float[] {1}, ema.get("w").floats());
      assertEquals(1, ema.names().size());
    }
    assertThrows(CheckpointException.class, () -> CheckpointReader.open(file, Optional.of("none")));
  }

  @Test
  void aHeaderWhoseLengthLooksLikeAnotherFormatIsRead() throws IOException {
    // 128 and 640 are the first bytes of a pickle, 19280 is PK.
    for (int length : new int[] {128, 640, 19280}) {
      String header = "{\"w\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}";
      Path file = folder.resolve("a.safetensors");
      String padded = header + " ".repeat(length - header.length());
      Files.write(file, TestArchive.safetensors(padded, 1));
      try (StateDict weights = CheckpointReader.open(file)) {
        assertArrayEquals(new long[] {0}, weights.get("w").longs());
      }
    }
  }

  @Test
  void integersAreNotFloats() {
    TensorSource counter = LongTensor.of(new long[] {5});
    assertThrows(CheckpointException.class, counter::floats);
    assertThrows(CheckpointException.class, () -> TensorSource.of(new float[1], 1).longs());
  }

  private static StateDict mixed() {
    Map<String, TensorSource> tensors = new LinkedHashMap<>();
    tensors.put(
        "conv.weight", DeterministicWeights.tensor(Family.GPEN, 1, "conv.weight", 5, 3, 3, 3));
    tensors.put("odd", TensorSource.of(new float[] {1, -0f, Float.MIN_VALUE}, 3));
    tensors.put("scalar", TensorSource.of(new float[] {3}));
    tensors.put("empty", TensorSource.of(new float[0], 0, 7));
    tensors.put("num_batches_tracked", LongTensor.of(new long[] {1L << 40}));
    tensors.put("names \"of\" any\nkind: \u00fc", TensorSource.of(new float[] {1, 2}, 2, 1));
    return new StateDict(tensors);
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    String whole = new String(bytes, StandardCharsets.ISO_8859_1);
    return whole.indexOf(new String(part, StandardCharsets.ISO_8859_1));
  }
}
