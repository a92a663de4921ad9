package io.gpen.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.checkpoint.pickle.PickleOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made to exhaust or mislead a reader end in one clear exception. */
class HostileFileTest {

  private static final int MANY = 3_000_000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"(", "]", "}", ")", "N", "(]", "]2", "]\u0094", "(]l", "K\u0001\u0085"})
  void endlessInstructionsAreCutOff(String instructions) {
    byte[] unit = instructions.getBytes(StandardCharsets.ISO_8859_1);
    refused(
        TestArchive.raw(
            out -> {
              for (int i = 0; i < MANY / unit.length; i++) {
                out.writeBytes(unit);
              }
            }),
        "more than 1000000 instructions");
  }

  @Test
  void endlessTextIsCutOff() {
    byte[] name = latin("cm\n" + "x".repeat(60_000) + "\n");
    refused(
        TestArchive.raw(
            out -> {
              for (int i = 0; i < 600; i++) {
                out.writeBytes(name);
              }
            }),
        "too much text");
  }

  @Test
  void aListInsideItselfDoesNoHarm() {
    // l = []; l.append(l); {l: l, 'w': l} with l also as a key.
    byte[] pickle = pickle("}(]q\0h\0ah\0X\1\0\0\0wh\0u.");
    refused(pickle, "no tensors");
  }

  @Test
  void aDictionaryInsideItselfDoesNoHarm() {
    // d = {}; d['model'] = d
    refused(pickle("}q\0X\5\0\0\0modelh\0s."), "no tensors");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(X\7\0\0\0storagectorch\n\33[2JStorage\nX\1\0\0\0kX\3\0\0\0cpuK\1tQ.",
        "(X\7\0\0\0storagectorch\n"
            + "FloatStorage\n"
            + "X\4\0\0\0\33[2JX\3\0\0\0cpuJ\u00ff\u00ff\u00ff\u00fftQ."
      })
  void namesInAFileCannotSteerTheTerminal(String instructions) {
    Path file = TestArchive.write(folder.resolve("a.pth"), pickle(instructions), 16);
    String message = refused(file, "?[2J");
    assertTrue(message.chars().noneMatch(Character::isISOControl), message);
  }

  @Test
  void deepNestingDoesNoHarm() {
    byte[] pickle =
        TestArchive.raw(
            out -> {
              out.write('N');
              for (int i = 0; i < 400_000; i++) {
                out.write(0x85);
              }
            });
    refused(pickle, "not a dictionary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X\u00ff\u00ff\u00ff\u007f",
        "X\u00ff\u00ff\u00ff\u00ff",
        "B\u00ff\u00ff\u00ff\u007f",
        "\u008b\u00ff\u00ff\u00ff\u007f",
        "\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f",
        "\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff"
      })
  void lyingLengthsAreRefused(String instruction) {
    refused(pickle(instruction), "extends past the end of the pickle");
  }

  @ParameterizedTest
  @ValueSource(strings = {"R.", "0.", "u.", "t.", "h\7.", "(0.", "K\1K\2s.", "Na.", "\u00ff."})
  void instructionsWithoutTheirOperandsAreRefused(String instructions) {
    refused(pickle(instructions), "at byte ");
  }

  @Test
  void aListOfPairsCopiedAgainAndAgainIsCutOff() {
    byte[] pickle =
        TestArchive.raw(
            out -> {
              out.writeBytes(latin("("));
              for (int i = 0; i < 100_000; i++) {
                out.writeBytes(latin("NN\u0086"));
              }
              out.writeBytes(latin("lq\0"));
              for (int i = 0; i < 100_000; i++) {
                out.writeBytes(latin("ccollections\nOrderedDict\nh\0\u0085R"));
              }
            });
    refused(pickle, "too many entries");
  }

  @Test
  void geometryOutsideOfTheStorageIsRefused() {
    String misfit = "does not match storage 0";
    refusedTensor(misfit, 16, 0, new long[] {17}, new long[] {1});
    refusedTensor(misfit, 16, 15, new long[] {2}, new long[] {1});
    refusedTensor(misfit, 16, 16, new long[] {}, new long[] {});
    refusedTensor(misfit, 16, -1, new long[] {2}, new long[] {1});
    refusedTensor(misfit, 16, 15, new long[] {16}, new long[] {-1});
    refusedTensor(misfit, 16, 0, new long[] {-4}, new long[] {1});
    refusedTensor(misfit, 16, 0, new long[] {2, 2}, new long[] {1});
    refusedTensor(misfit, 16, 0, new long[] {1L << 32, 1L << 32}, new long[] {0, 0});
    refusedTensor(misfit, 16, 0, new long[] {3}, new long[] {1L << 62});
    refusedTensor(misfit, 16, 1, new long[] {2}, new long[] {Long.MAX_VALUE});
    refusedTensor("two different descriptions", -1, 0, new long[] {}, new long[] {});
    refusedTensor("shorter than its tensors need", 17, 0, new long[] {17}, new long[] {1});
    refusedTensor(
        "shorter than its tensors need", Long.MAX_VALUE / 8, 0, new long[] {17}, new long[] {1});
    refusedTensor("does not match storage", Long.MAX_VALUE, 0, new long[] {17}, new long[] {1});
  }

  @Test
  void aTensorExpandedBeyondAllMeasureIsRefused() {
    refusedTensor("many times larger", 16, 0, new long[] {1L << 40}, new long[] {0});
  }

  @Test
  void manyViewsOfOneStorageBeyondAllMeasureAreRefused() {
    PickleOutput pickle = new PickleOutput().emptyOrderedDict().mark();
    int floats = 1 << 20;
    for (int i = 0; i < 100; i++) {
      TestArchive.tensor(pickle, "w" + i, floats, 0, new long[] {floats}, new long[] {1});
    }
    Path file = TestArchive.write(folder.resolve("a.pth"), pickle.setItems().finish(), floats);
    refused(file, "many times larger");
  }

  @Test
  void twoTensorsOfOneNameAreRefused() {
    PickleOutput pickle = new PickleOutput().emptyOrderedDict().mark();
    TestArchive.tensor(pickle, "w", 16, 0, new long[] {2}, new long[] {1});
    TestArchive.tensor(pickle, "w", 16, 2, new long[] {2}, new long[] {1});
    refused(pickle.setItems().finish(), "two entries w");
  }

  @Test
  void twoNamesThatDifferOnlyInTheirPrefixAreRefused() {
    PickleOutput pickle = new PickleOutput().emptyOrderedDict().mark();
    TestArchive.tensor(pickle, "w", 16, 0, new long[] {2}, new long[] {1});
    TestArchive.tensor(pickle, "module.w", 16, 2, new long[] {2}, new long[] {1});
    refused(pickle.setItems().finish(), "two entries w");
  }

  @Test
  void namesCannotForgeMessages() {
    PickleOutput pickle = new PickleOutput().emptyOrderedDict().mark();
    pickle.text("\u001b[2J\nall is well").integer(1);
    Path file = TestArchive.write(folder.resolve("a.pth"), pickle.setItems().finish(), 1);
    String message = refused(file, "its entries are");
    assertTrue(message.chars().noneMatch(c -> c < ' '), message);
  }

  @Test
  void aFlippedBitOfAStorageIsFoundWhenItsValuesAreRead() throws IOException {
    byte[] pickle = TestArchive.oneTensor(16, 0, new long[] {16}, new long[] {1});
    Path file = TestArchive.write(folder.resolve("a.pth"), pickle, 16);
    byte[] bytes = Files.readAllBytes(file);
    bytes[64 + (pickle.length + 63) / 64 * 64 + 64 + 5] ^= 1;
    Files.write(file, bytes);
    try (StateDict weights = CheckpointReader.open(file)) {
      CheckpointException e =
          assertThrows(CheckpointException.class, () -> weights.get("w").floats());
      assertTrue(e.getMessage().contains("checksum of entry a/data/0"), e.getMessage());
      assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
    }
  }

  @Test
  void aZipBombIsRefusedBeforeItIsUnpacked() throws IOException {
    Path file = packed(TestArchive.oneTensor(4, 1, new long[] {2}, new long[] {2}), 4);
    stateLonger(file, 1 << 30);
    refused(file, "more than weights of this size can");
  }

  @Test
  void aPackedArchiveIsRead() throws IOException {
    Path file = packed(TestArchive.oneTensor(4, 1, new long[] {2}, new long[] {2}), 4);
    try (StateDict weights = CheckpointReader.open(file)) {
      assertArrayEquals(new float[] {1, 3}, weights.get("w").floats());
    }
  }

  @Test
  void aPackedEntryThatEndsEarlyIsRefused() throws IOException {
    Path file = packed(TestArchive.oneTensor(4, 1, new long[] {2}, new long[] {2}), 4);
    stateLonger(file, 1000);
    refused(file, "ends before its stated size");
  }

  /** Lets the directory say that the first entry unpacks to more. */
  private static void stateLonger(Path file, int more) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer archive = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int size = archive.getInt(bytes.length - 6) + 24;
    archive.putInt(size, archive.getInt(size) + more);
    Files.write(file, bytes);
  }

  private Path packed(byte[] pickle, int floats) throws IOException {
    ByteBuffer values = ByteBuffer.allocate(floats * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < floats; i++) {
      values.putFloat(i);
    }
    Path file = folder.resolve("packed.pth");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("a/data.pkl"));
      zip.write(pickle);
      zip.putNextEntry(new ZipEntry("a/data/0"));
      zip.write(values.array());
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,9]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,800]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[-2,-1],\"data_offsets\":[0,8]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[9223372036854775808],\"data_offsets\":[0,8]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2]}}",
        "{\"w\":{\"dtype\":\"F8_E4M3\",\"shape\":[8],\"data_offsets\":[0,8]}}",
        "{\"w\":[]}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"w\":",
        "{}",
        "{} {}"
      })
  void safetensorsHeadersThatLieAreRefused(String header) throws IOException {
    Path file = folder.resolve("a.safetensors");
    Files.write(file, TestArchive.safetensors(header, 8));
    refused(file, "");
  }

  @Test
  void deepJsonDoesNoHarm() throws IOException {
    Path file = folder.resolve("a.safetensors");
    String deep = "{\"__metadata__\":" + "[".repeat(MANY);
    Files.write(file, TestArchive.safetensors(deep, 8));
    refused(file, "header");
  }

  @Test
  void aHugeSafetensorsHeaderIsRefused() throws IOException {
    byte[] bytes = TestArchive.safetensors("{}", 8);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0x7fffffffL);
    Path file = folder.resolve("a.safetensors");
    Files.write(file, bytes);
    refused(file, "states a wrong size");
  }

  @Test
  void folderAndMissingFileAreNamed() {
    refused(folder, "a folder");
    refused(folder.resolve("none.pth"), "there is no such file");
  }

  @Test
  void valuesCannotBeReadAfterClosing() {
    byte[] pickle = TestArchive.oneTensor(16, 0, new long[] {16}, new long[] {1});
    StateDict weights =
        CheckpointReader.open(TestArchive.write(folder.resolve("a.pth"), pickle, 16));
    weights.close();
    assertThrows(CheckpointException.class, () -> weights.get("w").floats());
  }

  private void refusedTensor(
      String message, long numel, long offset, long[] shape, long[] strides) {
    refused(TestArchive.oneTensor(numel, offset, shape, strides), message);
  }

  private void refused(byte[] pickle, String message) {
    refused(TestArchive.write(folder.resolve("a.pth"), pickle, 16), message);
  }

  private static String refused(Path file, String message) {
    CheckpointException e =
        assertThrows(
            CheckpointException.class,
            () -> {
              try (StateDict weights = CheckpointReader.open(file)) {
                weights.tensors().values().forEach(TensorSource::floats);
              }
            });
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
    return e.getMessage();
  }

  private static byte[] pickle(String instructions) {
    return latin("\u0080\u0002" + instructions);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
