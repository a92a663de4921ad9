package io.gpen.image.io;

import io.gpen.image.Photo;
import io.gpen.image.metadata.MetadataBuilder;
import io.gpen.image.metadata.PhotoMetadata.TextEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Many images in one, to look at. */
public final class ContactSheet {

  /** What tells a sheet from other images. */
  private static final TextEntry MARK = new TextEntry("Title", "Contact sheet of gpen");

  private ContactSheet() {}

  /**
   * {@return whether a file is a contact sheet, by what it begins with}
   *
   * @param head the first 4096 bytes, one character for a byte
   */
  public static boolean isSheet(String head) {
    return head.contains(MARK.text());
  }

  /**
   * {@return a PNG file of images side by side, each whole and in the middle of its place}
   *
   * @param images the files, row by row
   * @param columns how many stand in a row
   * @param side of the place of an image in pixels
   * @throws IOException if a file cannot be read
   */
  public static byte[] png(List<Path> images, int columns, int side) throws IOException {
    int rows = Math.max(1, (images.size() + columns - 1) / columns);
    Mat sheet = new Mat(rows * side, columns * side, CvType.CV_8UC3, Scalar.all(255));
    MatOfByte png = new MatOfByte();
    try {
      for (int i = 0; i < images.size(); i++) {
        byte[] file = Files.readAllBytes(images.get(i));
        try (Photo photo = PhotoReader.read(file, Long.MAX_VALUE)) {
          Mat pixels = photo.toBgr8();
          put(sheet, pixels, new Rect(i % columns * side, i / columns * side, side, side));
          pixels.release();
        }
      }
      Imgcodecs.imencode(".png", sheet, png);
      MetadataBuilder metadata = new MetadataBuilder();
      metadata.texts.add(MARK);
      return PhotoWriter.embed(png.toArray(), metadata.build()).bytes();
    } finally {
      sheet.release();
      png.release();
    }
  }

  private static void put(Mat sheet, Mat image, Rect place) {
    double factor = (double) place.width / Math.max(image.cols(), image.rows());
    int width = (int) Math.max(1, Math.rint(image.cols() * factor));
    int height = (int) Math.max(1, Math.rint(image.rows() * factor));
    int x = place.x + (place.width - width) / 2;
    int y = place.y + (place.height - height) / 2;
    Mat target = sheet.submat(new Rect(x, y, width, height));
    Imgproc.resize(image, target, new Size(width, height), 0, 0, Imgproc.INTER_AREA);
    target.release();
  }
}
