package io.gpen.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The less usual ways in which PyTorch describes a tensor. */
class TorchObjectsTest {

  private static final String W = "X\1\0\0\0w";
  private static final String NO_HOOKS = "\u0089ccollections\nOrderedDict\n)R";

  @TempDir Path folder;
  private StateDict opened;

  @Test
  void aViewOfAStorageBeginsWhereItSays() {
    // Of the time before 0.4: (view key, offset, length) behind the number of elements.
    String view = "(X\1\0\0\0vK\2K\3t";
    String tensor = rebuild("_rebuild_tensor", storage("FloatStorage", 8, view), 1, 2, "");
    assertArrayEquals(new float[] {3, 4}, read(dict(W + tensor), floats(8)).get("w").floats());
    String past = rebuild("_rebuild_tensor", storage("FloatStorage", 8, view), 2, 2, "");
    assertRefused(dict(W + past), "does not match storage 0");
    String outside = "(X\1\0\0\0vK\7K\3t";
    String wrong = rebuild("_rebuild_tensor", storage("FloatStorage", 8, outside), 0, 1, "");
    assertRefused(dict(W + wrong), "extends past its end");
  }

  @Test
  void aTensorOfAnUntypedStorageHasTheTypeThatItNames() {
    String storage = storage("UntypedStorage", 32, "");
    String more = NO_HOOKS + "ctorch\nfloat32\n";
    String tensor = rebuild("_rebuild_tensor_v3", storage, 2, 3, more);
    assertArrayEquals(new float[] {2, 3, 4}, read(dict(W + tensor), floats(8)).get("w").floats());
    String past = rebuild("_rebuild_tensor_v3", storage, 2, 7, more);
    assertRefused(dict(W + past), "does not match storage 0");
    String unknown = NO_HOOKS + "ctorch\nfloat8_e5m2\n";
    assertRefused(
        dict(W + rebuild("_rebuild_tensor_v3", storage, 2, 3, unknown)), "the type float8_e5m2");
  }

  @Test
  void aTensorWithAttributesOfItsOwnIsATensor() {
    String arguments = "(" + storage("FloatStorage", 8, "") + "K\1K\2\u0085K\1\u0085" + NO_HOOKS;
    String tensor =
        "ctorch._tensor\n_rebuild_from_type_v2\n(ctorch._utils\n_rebuild_tensor_v2\n"
            + "ctorch.nn.parameter\nParameter\n"
            + arguments
            + "t}tR";
    assertArrayEquals(new float[] {1, 2}, read(dict(W + tensor), floats(8)).get("w").floats());
  }

  @Test
  void anOrderedDictionaryOfPython2IsAListOfPairs() {
    String tensor = rebuild("_rebuild_tensor_v2", storage("FloatStorage", 8, ""), 0, 1, NO_HOOKS);
    String pickle = "\u0080\2ccollections\nOrderedDict\n](](" + W + tensor + "ee\u0085R.";
    assertArrayEquals(new float[] {0}, read(latin(pickle), floats(8)).get("w").floats());
  }

  @ParameterizedTest
  @CsvSource({
    "LongStorage, 8, 72623859790382856", // 0x0102030405060708
    "IntStorage, 4, 84281096", // 0x05060708
    "ShortStorage, 2, 1800", // 0x0708
    "CharStorage, 1, 8",
    "ByteStorage, 1, 8",
    "BoolStorage, 1, 1"
  })
  void integersOfEachWidthAreRead(String type, int bytes, long first) {
    String tensor = rebuild("_rebuild_tensor_v2", storage(type, 8 / bytes, ""), 0, 1, NO_HOOKS);
    byte[] values = {8, 7, 6, 5, 4, 3, 2, 1};
    TensorSource w = read(dict(W + tensor), values).get("w");
    assertEquals(first, w.longs()[0]);
    CheckpointException e = assertThrows(CheckpointException.class, w::floats);
    assertTrue(e.getMessage().contains("w holds " + w.dtype()), e.getMessage());
  }

  @Test
  void doublesAreReadAsTheNearestFloats() {
    double[] doubles = {0.1, -2.5, 1e-40, 123456789.123};
    ByteBuffer bytes = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    float[] floats = new float[4];
    for (int i = 0; i < 4; i++) {
      bytes.putDouble(doubles[i]);
      floats[i] = (float) doubles[i];
    }
    String tensor = rebuild("_rebuild_tensor_v2", storage("DoubleStorage", 4, ""), 0, 4, NO_HOOKS);
    TensorSource w = read(dict(W + tensor), bytes.array()).get("w");
    assertEquals(DType.FLOAT64, w.dtype());
    assertArrayEquals(floats, w.floats());
  }

  @ParameterizedTest
  @CsvSource({
    "F64, FLOAT64, 0.5",
    "F32, FLOAT32, 0",
    "F16, FLOAT16, 0",
    "BF16, BFLOAT16, 0",
    "I64, INT64, 4602678819172646912",
    "I32, INT32, 0",
    "I16, INT16, 0",
    "I8, INT8, 0",
    "U8, UINT8, 0",
    "BOOL, BOOL, 0"
  })
  void everyElementTypeOfSafetensorsIsKnown(String name, DType type, String first)
      throws IOException {
    int count = 8 / type.bytes();
    String header =
        "{\"w\":{\"dtype\":\"%s\",\"shape\":[%d],\"data_offsets\":[0,8]}}".formatted(name, count);
    byte[] bytes = TestArchive.safetensors(header, 8);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(bytes.length - 8, 0.5);
    Path file = Files.write(folder.resolve("a.safetensors"), bytes);
    try (StateDict weights = CheckpointReader.open(file)) {
      TensorSource w = weights.get("w");
      assertEquals(type, w.dtype());
      if (type.isFloat()) {
        assertEquals(count, w.floats().length);
        assertEquals(Float.parseFloat(first), w.floats()[0]);
      } else {
        assertEquals(count, w.longs().length);
        assertEquals(Long.parseLong(first), w.longs()[0]);
      }
    }
  }

  @Test
  void narrowIntegersKeepTheirSigns() {
    byte[] values = {-1, -1, -1, -1, -1, -1, -1, -1};
    for (String type : new String[] {"Long", "Int", "Short", "Char"}) {
      String tensor =
          rebuild("_rebuild_tensor_v2", storage(type + "Storage", 1, ""), 0, 1, NO_HOOKS);
      assertEquals(-1, read(dict(W + tensor), values).get("w").longs()[0], type);
    }
    String tensor = rebuild("_rebuild_tensor_v2", storage("ByteStorage", 1, ""), 0, 1, NO_HOOKS);
    assertEquals(255, read(dict(W + tensor), values).get("w").longs()[0]);
  }

  @Test
  void typesThatWeightsNeverHaveAreNamed() {
    String complex = storage("ComplexFloatStorage", 1, "");
    assertRefused(
        dict(W + rebuild("_rebuild_tensor_v2", complex, 0, 1, NO_HOOKS)),
        "w has the type ComplexFloatStorage");
    assertRefused(
        dict(W + rebuild("_rebuild_tensor_v2", storage("OddStorage", 1, ""), 0, 1, NO_HOOKS)),
        "unknown type OddStorage");
  }

  private static String storage(String type, int elements, String view) {
    return "(X\7\0\0\0storagectorch\n"
        + type
        + "\nX\1\0\0\0"
        + "0X\3\0\0\0cpuK"
        + (char) elements
        + view
        + "tQ";
  }

  private static String rebuild(
      String function, String storage, int offset, int size, String more) {
    return "ctorch._utils\n"
        + function
        + "\n("
        + storage
        + "K"
        + (char) offset
        + "K"
        + (char) size
        + "\u0085K\1\u0085"
        + more
        + "tR";
  }

  private static byte[] dict(String items) {
    return latin("\u0080\2}(" + items + "u.");
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] floats(int count) {
    ByteBuffer bytes = ByteBuffer.allocate(count * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      bytes.putFloat(i);
    }
    return bytes.array();
  }

  private StateDict read(byte[] pickle, byte[] storage) {
    closeOpened();
    opened = CheckpointReader.open(TestArchive.zip(folder.resolve("a.pth"), pickle, storage));
    return opened;
  }

  @AfterEach
  void closeOpened() {
    if (opened != null) {
      opened.close();
    }
  }

  private void assertRefused(byte[] pickle, String message) {
    CheckpointException e = assertThrows(CheckpointException.class, () -> read(pickle, floats(8)));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }
}
