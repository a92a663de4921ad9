package io.gpen.image.png;

import io.gpen.image.ByteView;
import io.gpen.image.Codec;
import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoFormat;
import io.gpen.image.PhotoHeader;
import io.gpen.image.Pixels;
import io.gpen.image.StoredPicture;
import io.gpen.image.Trailer;
import io.gpen.image.ZeroTail;
import io.gpen.image.metadata.PhotoMetadata;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.Consumer;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/** A PNG file. */
final class PngPicture implements StoredPicture {

  private final byte[] stored;
  private final byte[] file;
  private final ByteView view;
  private final PngHeader png;
  private final PngStructure chunks;

  /**
   * Reads the structure of a file.
   *
   * @param file the whole file
   * @throws io.gpen.image.PhotoException if its header is damaged or of an unsupported kind
   */
  PngPicture(byte[] file) {
    this.stored = file;
    this.file = ZeroTail.cutOff(file);
    this.view = new ByteView(this.file, ByteOrder.BIG_ENDIAN);
    this.png = PngHeader.parse(view, PngStructure.SIGNATURE);
    this.chunks = new PngStructure(this.file, view);
  }

  @Override
  public PhotoHeader header() {
    int channels = png.isPalette() ? (chunks.find("tRNS").isPresent() ? 4 : 3) : png.channels();
    return new PhotoHeader(PhotoFormat.PNG, png.width(), png.height(), channels, png.depth());
  }

  @Override
  public PhotoMetadata metadata() {
    return PngMetadataReader.read(stored);
  }

  @Override
  public boolean lossless() {
    return true;
  }

  @Override
  public Pixels decode(Optional<byte[]> icc, Consumer<String> warnings) {
    PngStream stream = new PngStream(png, chunks.joined("IDAT"));
    stream.refuseImpossible();
    // Right sums up to the end: all is there as it was written, and the decoder looks at the rest.
    if (chunks.hasBadSum() || !chunks.isEnded()) {
      stream.checkComplete();
      report(stream, warnings);
    }
    if (chunks.isEnded()) {
      Trailer.report(stored, chunks.end(), warnings);
    }
    boolean grey = png.isGrey() || png.isPalette() && isGreyPalette() && !hasColourProfile(icc);
    Mat picture = decode(stream);
    Optional<Mat> keyed = keyedAlpha(picture);
    Pixels pixels = Codec.split(picture, grey);
    return keyed.isEmpty() ? pixels : new Pixels(pixels.colour(), keyed, false);
  }

  private void report(PngStream stream, Consumer<String> warnings) {
    if (chunks.hasBadSum() || stream.hasBadSum()) {
      warnings.accept(PhotoErrors.WRONG_SUM);
    }
    if (!chunks.isEnded()) {
      warnings.accept(PhotoErrors.NO_END);
    }
  }

  private Mat decode(PngStream stream) {
    try {
      return Codec.decode(rebuilt(stream), header());
    } catch (PhotoException e) {
      stream.checkComplete();
      throw e;
    }
  }

  /** Only what makes the pixels, with right sums: the decoder gives up at the first wrong one. */
  private byte[] rebuilt(PngStream stream) {
    PngFile rebuilt = new PngFile(png);
    chunks.find("PLTE").ifPresent(c -> rebuilt.chunk("PLTE", file, c.at(), c.length()));
    if (png.isPalette()) {
      chunks.find("tRNS").ifPresent(c -> rebuilt.chunk("tRNS", file, c.at(), c.length()));
    }
    return rebuilt.finish(stream.repaired());
  }

  private boolean isGreyPalette() {
    PngStructure.Chunk palette =
        chunks.find("PLTE").orElseThrow(() -> PhotoErrors.header("the palette is missing"));
    for (int i = palette.at(); i + 2 < palette.at() + palette.length(); i += 3) {
      if (file[i] != file[i + 1] || file[i] != file[i + 2]) {
        return false;
      }
    }
    return true;
  }

  /** A profile for three colours would not fit a grey picture. */
  private static boolean hasColourProfile(Optional<byte[]> icc) {
    return icc.isPresent()
        && icc.get().length > 20
        && !new ByteView(icc.get(), ByteOrder.BIG_ENDIAN).ascii(16, 4).equals("GRAY");
  }

  /** One colour that stands for "transparent" (tRNS of grey and RGB), which OpenCV leaves out. */
  private Optional<Mat> keyedAlpha(Mat picture) {
    Optional<PngStructure.Chunk> key =
        png.isPalette() || png.hasAlpha() ? Optional.empty() : chunks.find("tRNS");
    if (key.isEmpty() || key.get().length() < 2 * png.channels()) {
      return Optional.empty();
    }
    int at = key.get().at();
    int mask = (1 << png.depth()) - 1;
    double scale = png.depth() < 8 ? 255.0 / mask : 1;
    Scalar colour =
        png.isGrey()
            ? Scalar.all((view.u16(at) & mask) * scale)
            : new Scalar(view.u16(at + 4) & mask, view.u16(at + 2) & mask, view.u16(at) & mask);
    Mat transparent = new Mat();
    Core.inRange(picture, colour, colour, transparent);
    Core.bitwise_not(transparent, transparent);
    if (png.depth() == 16) {
      transparent.convertTo(transparent, picture.depth(), 257);
    }
    return Optional.of(transparent);
  }
}
