package io.gpen.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gpen.degrade.DegradationPreset;
import io.gpen.degrade.Degrader;
import io.gpen.engine.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

class BatchSourceTest {

  private static final int SIDE = 16;

  @TempDir private Path folder;

  private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

  private PictureFolder folder(SortedMap<String, Path> pictures) {
    return new PictureFolder(pictures, SIDE, 1_000_000, warnings::add);
  }

  private static BatchSource.Options options(long seed, Optional<DegradationPreset> preset) {
    return new BatchSource.Options(
        3, 2, seed, true, preset.map(DegradationPreset::parameters).map(Degrader::new));
  }

  /** {@return the level of each picture of a step, 0 to 255} */
  private static List<Integer> levels(List<Batch> batches) {
    return batches.stream()
        .flatMap(
            batch ->
                IntStream.range(0, 3)
                    .mapToObj(
                        i ->
                            Math.round(
                                (batch.clear().data().get(i * 3 * SIDE * SIDE) + 1) * 127.5f)))
        .toList();
  }

  private static float[] values(Tensor tensor) {
    float[] values = new float[tensor.data().limit()];
    tensor.data().duplicate().rewind().get(values);
    return values;
  }

  @Test
  void everyPictureComesOnceInEachRound() throws IOException {
    PictureFolder pictures = folder(TestPictures.write(folder, 6, SIDE, SIDE));
    try (BatchSource source = new BatchSource(pictures, options(1, Optional.empty()), 2)) {
      List<List<Integer>> rounds = new ArrayList<>();
      for (int step = 0; step < 4; step++) {
        rounds.add(levels(source.take(step)));
        assertEquals(List.of(0, 10, 20, 30, 40, 50), rounds.get(step).stream().sorted().toList());
      }
      assertNotEquals(rounds.get(0), rounds.get(1));
    }
  }

  @Test
  void aStepIsTheSameWhateverTheThreadsAndTheOrderOfAsking() throws IOException {
    SortedMap<String, Path> files = TestPictures.write(folder, 7, 40, 30);
    BatchSource.Options options = options(5, Optional.of(DegradationPreset.MILD));
    List<List<Batch>> forwards = new ArrayList<>();
    try (BatchSource source = new BatchSource(folder(files), options, 4)) {
      for (int step = 0; step < 6; step++) {
        forwards.add(source.take(step));
      }
    }
    try (BatchSource source = new BatchSource(folder(files), options, 1)) {
      for (int step = 5; step >= 0; step--) {
        List<Batch> again = source.take(step);
        for (int i = 0; i < again.size(); i++) {
          Batch before = forwards.get(step).get(i);
          assertArrayEquals(values(before.clear()), values(again.get(i).clear()));
          assertArrayEquals(values(before.degraded()), values(again.get(i).degraded()));
        }
      }
    }
    BatchSource.Options other = options(6, Optional.of(DegradationPreset.MILD));
    try (BatchSource source = new BatchSource(folder(files), other, 1)) {
      assertNotEquals(levels(forwards.get(0)), levels(source.take(0)));
    }
  }

  @Test
  void halfOfThePicturesAreMirrored() throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    TestPictures.write(folder, 1, SIDE, SIDE);
    Mat picture = new Mat(SIDE, SIDE, CvType.CV_8UC3);
    picture.put(0, 0, new byte[] {(byte) 255, (byte) 255, (byte) 255});
    files.put("dot.png", folder.resolve("dot.png"));
    Files.write(files.get("dot.png"), PictureGrid.png(picture));
    picture.release();
    int left = 0;
    try (BatchSource source = new BatchSource(folder(files), options(1, Optional.empty()), 1)) {
      for (int step = 0; step < 20; step++) {
        left += (int) levels(source.take(step)).stream().filter(level -> level == 255).count();
      }
    }
    assertEquals(60, left, 20);
  }

  /** The others stay where they would be without it. */
  @Test
  void aPictureThatCannotBeReadIsNamedOnceAndReplaced() throws IOException {
    SortedMap<String, Path> files = TestPictures.write(folder, 6, SIDE, SIDE);
    List<List<Integer>> sound = new ArrayList<>();
    try (BatchSource source = new BatchSource(folder(files), options(1, Optional.empty()), 2)) {
      for (int step = 0; step < 4; step++) {
        sound.add(levels(source.take(step)));
      }
    }
    Files.write(files.get("c.png"), new byte[] {1, 2, 3});
    try (BatchSource source = new BatchSource(folder(files), options(1, Optional.empty()), 2)) {
      for (int step = 0; step < 4; step++) {
        List<Integer> expected =
            sound.get(step).stream().map(level -> level == 20 ? 30 : level).toList();
        assertEquals(expected, levels(source.take(step)));
      }
    }
    assertEquals(1, warnings.size(), warnings::toString);
    assertEquals("c.png is left out: ", warnings.get(0).substring(0, 19));
  }

  @Test
  void aFolderWithoutAnyReadablePictureIsAnError() throws IOException {
    SortedMap<String, Path> files = TestPictures.write(folder, 2, SIDE, SIDE);
    for (Path file : files.values()) {
      Files.write(file, new byte[0]);
    }
    try (BatchSource source = new BatchSource(folder(files), options(1, Optional.empty()), 2)) {
      assertThrows(IOException.class, () -> source.take(0));
    }
  }

  /** The middle of a wide picture, each pixel the mean of four. */
  @Test
  void aPictureIsCutToItsMiddleAndAveraged() throws IOException {
    TestPictures.write(folder, 1, SIDE, SIDE);
    Mat wide = Mat.zeros(2 * SIDE, 4 * SIDE, CvType.CV_8UC3);
    wide.put(0, SIDE, new byte[] {100, 100, 100});
    wide.put(0, SIDE - 1, new byte[] {(byte) 200, (byte) 200, (byte) 200});
    SortedMap<String, Path> files = new TreeMap<>();
    files.put("wide.png", folder.resolve("wide.png"));
    Files.write(files.get("wide.png"), PictureGrid.png(wide));
    wide.release();
    Mat picture = folder(files).picture(0);
    byte[] pixels = new byte[3 * SIDE * SIDE];
    picture.get(0, 0, pixels);
    picture.release();
    assertEquals(25, pixels[0]);
    assertEquals(0, pixels[3]);
  }
}
