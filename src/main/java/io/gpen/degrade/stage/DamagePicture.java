package io.gpen.degrade.stage;

import io.gpen.files.FileErrors;
import io.gpen.image.OpenCv;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** A picture of damage: grey, 0 where a photograph is clear, 255 where it is covered. */
public final class DamagePicture {

  private static final List<String> FORMATS = List.of("png", "jpg", "jpeg", "webp", "tif", "bmp");

  private final String name;
  private final transient byte[] file;

  /**
   * Creates a picture.
   *
   * @param name of the file
   * @param file its bytes, in any format that OpenCV decodes; decoded each time, because hundreds
   *     of decoded pictures would take much memory
   */
  public DamagePicture(String name, byte[] file) {
    this.name = name;
    this.file = file.clone();
  }

  /**
   * {@return the pictures in a folder, by their names}
   *
   * @param folder the folder; other files in it are left out
   * @throws IOException if a file cannot be read or decoded, or there is none
   */
  public static List<DamagePicture> read(Path folder) throws IOException {
    OpenCv.load();
    List<DamagePicture> pictures = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(DamagePicture::isPicture).sorted().toList()) {
        DamagePicture picture =
            new DamagePicture(file.getFileName().toString(), Files.readAllBytes(file));
        if (picture.decoded().isEmpty()) {
          throw new IOException(file + " is no picture that can be decoded; remove it");
        }
        pictures.add(picture);
      }
    } catch (FileSystemException e) {
      throw new IOException(e.getFile() + " cannot be read: " + FileErrors.reason(e), e);
    }
    if (pictures.isEmpty()) {
      throw new IOException(
          folder + " has no pictures of damage (" + String.join(", ", FORMATS) + ")");
    }
    return pictures;
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return FORMATS.stream().anyMatch(format -> name.endsWith("." + format));
  }

  /** {@return one channel, 1 where a photograph is covered} */
  Pixels pixels() {
    return decoded().orElseThrow(() -> new IllegalArgumentException(name + " is no picture"));
  }

  private Optional<Pixels> decoded() {
    MatOfByte bytes = new MatOfByte(file);
    try {
      Mat grey = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_GRAYSCALE);
      Optional<Pixels> pixels = grey.empty() ? Optional.empty() : Optional.of(Pixels.of(grey));
      grey.release();
      return pixels;
    } finally {
      bytes.release();
    }
  }

  /**
   * Adds the file to a digest.
   *
   * @param digest of several pictures
   */
  public void addTo(MessageDigest digest) {
    digest.update(file);
  }

  @Override
  public String toString() {
    return name;
  }
}
