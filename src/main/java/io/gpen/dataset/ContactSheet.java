package io.gpen.dataset;

import io.gpen.files.AtomicFile;
import io.gpen.files.PathText;
import io.gpen.image.Photo;
import io.gpen.image.io.PhotoReader;
import io.gpen.image.io.PhotoWriter;
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

/** Many crops in one picture, to look at. */
public final class ContactSheet {

  private static final int COLUMNS = 16;
  private static final int MOST = 400;
  private static final int SIDE = 96;

  /** What tells a sheet from other pictures. */
  private static final TextEntry MARK = new TextEntry("Title", "Contact sheet of gpen align");

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
   * Writes a PNG picture of the crops in a folder, at most 400 of them, evenly chosen.
   *
   * @param folder the output folder of a {@link CropRun}
   * @param sheet the file to write
   * @return how many crops it shows
   * @throws IOException if a file cannot be read or written
   */
  public static int write(Path folder, Path sheet) throws IOException {
    List<CropRow> all = new CropTable(folder).read().stream().filter(CropRow::isWritten).toList();
    int shown = Math.min(MOST, all.size());
    int rows = Math.max(1, (shown + COLUMNS - 1) / COLUMNS);
    Mat picture = new Mat(rows * SIDE, COLUMNS * SIDE, CvType.CV_8UC3, Scalar.all(255));
    for (int i = 0; i < shown; i++) {
      CropRow row = all.get((int) ((long) i * all.size() / shown));
      Mat place = picture.submat(new Rect(i % COLUMNS * SIDE, i / COLUMNS * SIDE, SIDE, SIDE));
      byte[] file = Files.readAllBytes(PathText.resolve(folder, row.crop()));
      try (Photo crop = PhotoReader.read(file, Long.MAX_VALUE)) {
        Mat pixels = crop.toBgr8();
        Imgproc.resize(pixels, place, new Size(SIDE, SIDE), 0, 0, Imgproc.INTER_AREA);
        pixels.release();
      } finally {
        place.release();
      }
    }
    MatOfByte png = new MatOfByte();
    Imgcodecs.imencode(".png", picture, png);
    Path parent = sheet.toAbsolutePath().getParent();
    Files.createDirectories(parent);
    MetadataBuilder metadata = new MetadataBuilder();
    metadata.texts.add(MARK);
    AtomicFile.write(sheet, PhotoWriter.embed(png.toArray(), metadata.build()).bytes());
    picture.release();
    png.release();
    return shown;
  }
}
