package io.gpen.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Views of a storage, against the definition of a strided tensor. */
class LayoutReaderTest {

  private static final int FLOATS = 40_000;
  private static final int RANDOM_VIEWS = 100;

  @TempDir Path folder;

  @Test
  void scalarsAndEmptyTensors() {
    assertArrayEquals(new float[] {7}, read(new Layout(7, new long[] {}, new long[] {})));
    assertArrayEquals(
        new float[] {}, read(new Layout(0, new long[] {2, 0, 3}, new long[] {3, 3, 1})));
  }

  @Test
  void transposedExpandedSlicedAndChannelsLast() {
    check(new Layout(0, new long[] {100, 400}, new long[] {1, 100}));
    check(new Layout(3, new long[] {50, 20}, new long[] {0, 1}));
    check(new Layout(3, new long[] {20, 50}, new long[] {1, 0}));
    check(new Layout(1, new long[] {10, 10}, new long[] {2000, 3}));
    check(new Layout(0, new long[] {2, 3, 8, 8}, new long[] {192, 1, 24, 3}));
    check(new Layout(5, new long[] {8}, new long[] {5000}));
    check(new Layout(0, new long[] {30, 30}, new long[] {1, 1}));
    check(new Layout(9, new long[] {1, 5, 1}, new long[] {77, 1, 99}));
  }

  @Test
  void viewsOfAnyStrides() {
    Random random = new Random(3);
    for (int i = 0; i < RANDOM_VIEWS; i++) {
      long[] shape = new long[1 + random.nextInt(5)];
      long[] strides = new long[shape.length];
      for (int d = 0; d < shape.length; d++) {
        shape[d] = 1 + random.nextInt(6);
        strides[d] = random.nextInt(1 << 1 + random.nextInt(10));
      }
      check(new Layout(random.nextInt(1000), shape, strides));
    }
  }

  private void check(Layout layout) {
    layout.check(FLOATS);
    float[] values = read(layout);
    assertEquals(layout.elements(), values.length);
    for (int i = 0; i < values.length; i++) {
      long left = i;
      long element = layout.offset();
      for (int d = layout.shape().length - 1; d >= 0; d--) {
        element += left % layout.shape()[d] * layout.strides()[d];
        left /= layout.shape()[d];
      }
      assertEquals(element, values[i]);
    }
  }

  /** A storage whose every element is its own index. */
  private float[] read(Layout layout) {
    ByteBuffer bytes = ByteBuffer.allocate(FLOATS * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < FLOATS; i++) {
      bytes.putFloat(i);
    }
    byte[] pickle =
        TestArchive.oneTensor(FLOATS, layout.offset(), layout.shape(), layout.strides());
    Path file = TestArchive.zip(folder.resolve("a.pth"), pickle, bytes.array());
    try (StateDict weights = CheckpointReader.open(file)) {
      return weights.get("w").floats();
    }
  }
}
