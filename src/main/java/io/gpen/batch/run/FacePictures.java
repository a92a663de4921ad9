package io.gpen.batch.run;

import io.gpen.batch.manifest.ManifestLine.SidePicture;
import io.gpen.batch.scan.SidePictureName;
import io.gpen.face.FaceOutcome;
import io.gpen.files.FileState;
import io.gpen.files.PathText;
import io.gpen.image.Photo;
import io.gpen.restore.PastedPhoto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * The pictures that show what was done: each face before and after, and the photo before and after
 * side by side. They have the output's own name with something behind it, so that no two photos
 * share them.
 */
final class FacePictures {

  /** A JPEG file has no more pixels than this in a row or a column. */
  private static final int JPEG_SIDE = 65500;

  private static final int QUALITY = 95;

  private final Optional<Path> saveFaces;
  private final Optional<Path> compare;
  private final OutputWriter writer;

  FacePictures(Optional<Path> saveFaces, Optional<Path> compare, OutputWriter writer) {
    this.saveFaces = saveFaces;
    this.compare = compare;
    this.writer = writer;
  }

  /**
   * Writes those that were asked for.
   *
   * @param output the photo's place in the output folder
   * @param before the photo as it was read
   * @param restored what came out
   * @return those that were written
   * @throws IOException if one cannot be written
   */
  List<SidePicture> write(String output, Photo before, PastedPhoto restored) throws IOException {
    List<SidePicture> written = new ArrayList<>();
    if (saveFaces.isPresent()) {
      List<FaceOutcome.Restored> faces = restored.restored();
      for (int i = 0; i < faces.size(); i++) {
        byte[] crop = encode(faces.get(i).aligned().crop(), ".png");
        written.add(write(saveFaces.get(), SidePictureName.face(output, i + 1, "before"), crop));
        byte[] face = encode(faces.get(i).crop(), ".png");
        written.add(write(saveFaces.get(), SidePictureName.face(output, i + 1, "after"), face));
      }
    }
    if (compare.isPresent() && restored.photo().isPresent()) {
      byte[] picture = sideBySide(before, restored.photo().get());
      written.add(write(compare.get(), SidePictureName.comparison(output), picture));
    }
    return written;
  }

  private SidePicture write(Path folder, String name, byte[] bytes) throws IOException {
    Path file = PathText.resolve(folder, name);
    FileState state = writer.write(folder, file, bytes);
    return new SidePicture(PathText.of(file.toAbsolutePath().normalize()), state);
  }

  /** An enlarged photo stands beside one enlarged by interpolation. */
  private static byte[] sideBySide(Photo before, Photo after) {
    Mat left = before.toBgr8();
    Mat right = after.toBgr8();
    Mat both = new Mat();
    try {
      if (!left.size().equals(right.size())) {
        Imgproc.resize(left, left, right.size(), 0, 0, Imgproc.INTER_CUBIC);
      }
      Core.hconcat(List.of(left, right), both);
      double scale = Math.min(1, (double) JPEG_SIDE / Math.max(both.cols(), both.rows()));
      if (scale < 1) {
        Imgproc.resize(both, both, new Size(), scale, scale, Imgproc.INTER_AREA);
      }
      return encode(both, ".jpg", Imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY);
    } finally {
      left.release();
      right.release();
      both.release();
    }
  }

  private static byte[] encode(Mat picture, String format, int... parameters) {
    MatOfByte bytes = new MatOfByte();
    MatOfInt options = new MatOfInt(parameters);
    try {
      if (!Imgcodecs.imencode(format, picture, bytes, options)) {
        throw new IllegalStateException("OpenCV cannot write " + format);
      }
      return bytes.toArray();
    } finally {
      bytes.release();
      options.release();
    }
  }
}
