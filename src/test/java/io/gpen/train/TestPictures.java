package io.gpen.train;

import io.gpen.image.OpenCv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/** Small pictures of one colour each. */
final class TestPictures {

  private TestPictures() {}

  /** {@return files by name, grey of the levels 0, 10, 20 ...} */
  static SortedMap<String, Path> write(Path folder, int count, int width, int height)
      throws IOException {
    OpenCv.load();
    Files.createDirectories(folder);
    SortedMap<String, Path> pictures = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      Mat picture = new Mat(height, width, CvType.CV_8UC3, Scalar.all(10 * i));
      Path file = folder.resolve((char) ('a' + i) + ".png");
      Files.write(file, PictureGrid.png(picture));
      picture.release();
      pictures.put(file.getFileName().toString(), file);
    }
    return pictures;
  }
}
