package io.gpen.report.pictures;

import io.gpen.batch.FaceRecord;
import io.gpen.face.FaceBox;
import io.gpen.files.Sha256;
import io.gpen.image.Photo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * The pictures of one photo in a report: the photo before and after, a thumbnail of it, and its
 * faces, one below the other. Their names hold digests of the input and the output, so a file that
 * is there is up to date.
 *
 * @param folder the folder of the report
 * @param id the name of the photo's page, without extension
 * @param key changes with the input, the output and the faces
 */
public record PhotoPictures(Path folder, String id, String key) {

  /** The side of the picture of a face in pixels. */
  public static final int FACE = 160;

  /** So many faces have pictures; a JPEG file has no more than 65500 rows. */
  public static final int MAX_FACES = 200;

  private static final String PICTURES = "pictures";
  private static final Pattern NAME =
      Pattern.compile("[0-9a-f]{16}-[0-9a-f]{8}-(before|after|small)(-faces)?\\.jpg");

  private static final int LONG_SIDE = 1024;
  private static final int THUMBNAIL = 320;
  private static final int QUALITY = 80;

  /** So much larger than its box is what the picture of a face shows. */
  private static final double AROUND = 1.6;

  /** Changed when the same photo gives other pictures than before. */
  private static final String LAYOUT = "1";

  /** Whether a picture shows the photo before or after restoration. */
  public enum State {
    /** Before. */
    BEFORE("before"),
    /** After. */
    AFTER("after");

    private final String word;

    State(String word) {
      this.word = word;
    }
  }

  /**
   * {@return the pictures of a photo}
   *
   * @param folder the folder of the report
   * @param output the photo's place in the output folder
   * @param input the digest of the input
   * @param written the digest of the output
   * @param faces its faces
   */
  public static PhotoPictures of(
      Path folder, String output, Sha256 input, Sha256 written, List<FaceRecord> faces) {
    List<List<Double>> boxes = faces.stream().map(FaceRecord::box).toList();
    String key = digest(LAYOUT + input.hex() + written.hex() + boxes).substring(0, 8);
    return new PhotoPictures(folder, id(output), key);
  }

  /**
   * {@return the name of a photo's page, without extension}
   *
   * @param output the photo's place in the output folder
   */
  public static String id(String output) {
    return digest(output).substring(0, 16);
  }

  private static String digest(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_16BE)).hex();
  }

  /**
   * {@return whether a file in the folder of the pictures is one of a report}
   *
   * @param file any file
   */
  public static boolean isOurs(Path file) {
    return NAME.matcher(file.getFileName().toString()).matches();
  }

  /**
   * {@return the folder of the pictures of a report}
   *
   * @param report the folder of the report
   */
  public static Path in(Path report) {
    return report.resolve(PICTURES);
  }

  /**
   * {@return the photo, with a longer side of at most 1024 pixels}
   *
   * @param state before or after
   */
  public Path photo(State state) {
    return file(state.word);
  }

  /**
   * {@return its faces one below the other, each a square of {@link #FACE} pixels}
   *
   * @param state before or after
   */
  public Path faces(State state) {
    return file(state.word + "-faces");
  }

  /** {@return the photo after restoration, with a longer side of at most 320 pixels} */
  public Path thumbnail() {
    return file("small");
  }

  private Path file(String what) {
    return in(folder).resolve(id + "-" + key + "-" + what + ".jpg");
  }

  /**
   * {@return whether all pictures of a state are there}
   *
   * @param state before or after
   * @param faces the faces of the photo
   */
  public boolean exist(State state, List<FaceRecord> faces) {
    return Files.exists(photo(state))
        && (faces.isEmpty() || Files.exists(faces(state)))
        && (state == State.BEFORE || Files.exists(thumbnail()));
  }

  /**
   * Writes all pictures of a state.
   *
   * @param state before or after
   * @param photo the photo in that state
   * @param inputWidth the width of the upright input in pixels, which the boxes refer to
   * @param faces the faces of the photo
   * @throws IOException if one cannot be written
   */
  public void write(State state, Photo photo, int inputWidth, List<FaceRecord> faces)
      throws IOException {
    if (!faces.isEmpty()) {
      double scale = (double) photo.width() / inputWidth;
      write(faces(state), sheet(photo, scale, faces.subList(0, Math.min(MAX_FACES, faces.size()))));
    }
    if (state == State.AFTER) {
      write(thumbnail(), reduced(photo, THUMBNAIL));
    }
    write(photo(state), reduced(photo, LONG_SIDE));
  }

  private static Mat reduced(Photo photo, int longSide) {
    double scale = Math.min(1, (double) longSide / Math.max(photo.width(), photo.height()));
    Size size =
        new Size(
            Math.max(1, Math.rint(photo.width() * scale)),
            Math.max(1, Math.rint(photo.height() * scale)));
    return eightBit(photo.colour(), size);
  }

  private static Mat sheet(Photo photo, double scale, List<FaceRecord> faces) {
    Mat sheet = new Mat(FACE * faces.size(), FACE, CvType.CV_8UC3);
    for (int i = 0; i < faces.size(); i++) {
      Mat face = face(photo.colour(), faces.get(i).bounds(), scale);
      Mat place = sheet.submat(i * FACE, (i + 1) * FACE, 0, FACE);
      if (face.channels() == 1) {
        Imgproc.cvtColor(face, place, Imgproc.COLOR_GRAY2BGR);
      } else {
        face.copyTo(place);
      }
      place.release();
      face.release();
    }
    return sheet;
  }

  /** Cuts out a square around a box; outside the photo its border is repeated. */
  private static Mat face(Mat photo, FaceBox box, double scale) {
    int side = (int) Math.max(1, Math.rint(AROUND * scale * Math.max(box.width(), box.height())));
    int x = (int) Math.rint(scale * box.centre().x() - side / 2.0);
    int y = (int) Math.rint(scale * box.centre().y() - side / 2.0);
    Rect inside =
        new Rect(
            Math.max(0, Math.min(x, photo.cols() - 1)),
            Math.max(0, Math.min(y, photo.rows() - 1)),
            0,
            0);
    inside.width = Math.max(1, Math.min(x + side, photo.cols()) - inside.x);
    inside.height = Math.max(1, Math.min(y + side, photo.rows()) - inside.y);
    Mat part = photo.submat(inside);
    Mat square = new Mat();
    try {
      Core.copyMakeBorder(
          part,
          square,
          Math.max(0, inside.y - y),
          Math.max(0, y + side - inside.y - inside.height),
          Math.max(0, inside.x - x),
          Math.max(0, x + side - inside.x - inside.width),
          Core.BORDER_REPLICATE);
      return eightBit(square, new Size(FACE, FACE));
    } finally {
      part.release();
      square.release();
    }
  }

  /** {@return pixels of another size, 8 bits, grey or BGR} */
  private static Mat eightBit(Mat pixels, Size size) {
    Mat resized = new Mat();
    boolean smaller = size.area() < pixels.total();
    Imgproc.resize(pixels, resized, size, 0, 0, smaller ? Imgproc.INTER_AREA : Imgproc.INTER_CUBIC);
    if (resized.depth() == CvType.CV_16U) {
      resized.convertTo(resized, CvType.CV_8U, 1.0 / 257);
    }
    return resized;
  }

  private static void write(Path file, Mat picture) throws IOException {
    MatOfByte bytes = new MatOfByte();
    MatOfInt options = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY);
    try {
      if (!Imgcodecs.imencode(".jpg", picture, bytes, options)) {
        throw new IllegalStateException("OpenCV cannot write JPEG");
      }
      ReportFolder.writeIfChanged(file, bytes.toArray());
    } finally {
      picture.release();
      bytes.release();
      options.release();
    }
  }
}
