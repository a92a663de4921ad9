package io.gpen.image.png;

import io.gpen.image.ByteView;
import io.gpen.image.Codec;
import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoFormat;
import io.gpen.image.PhotoHeader;
import io.gpen.image.Pixels;
import io.gpen.image.StoredPicture;
import io.gpen.image.Trailer;
import io.gpen.image.ZeroTail;
import io.gpen.image.metadata.PhotoMetadata;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/** A PNG file. */
final class PngPicture implements StoredPicture {

  private final byte[] stored;
  private final PngHeader png;
  private final PngChunks chunks;

  PngPicture(byte[] file) {
    this.stored = file;
    byte[] content = ZeroTail.cutOff(file);
    this.png = PngHeader.parse(new ByteView(content, ByteOrder.BIG_ENDIAN), PngChunks.SIGNATURE);
    this.chunks = new PngChunks(content);
  }

  @Override
  public PhotoHeader header() {
    int channels =
        png.isPalette()
            ? (chunks.find(PngChunks.TRANSPARENCY).isPresent() ? 4 : 3)
            : png.channels();
    return new PhotoHeader(PhotoFormat.PNG, png.width(), png.height(), channels, png.depth());
  }

  @Override
  public PhotoMetadata metadata() {
    return PngMetadataReader.read(chunks);
  }

  @Override
  public boolean lossless() {
    return true;
  }

  @Override
  public Pixels decode(Optional<byte[]> icc, Consumer<String> warnings) {
    Optional<byte[]> palette = png.isPalette() ? Optional.of(palette()) : Optional.empty();
    AtomicBoolean wrongSum = new AtomicBoolean(chunks.hasBadSum());
    byte[] data =
        new PngStream(png, chunks.joined(PngChunks.DATA)).checked(() -> wrongSum.set(true));
    if (wrongSum.get()) {
      warnings.accept(PhotoErrors.WRONG_SUM);
    }
    if (!chunks.isEnded()) {
      warnings.accept(PhotoErrors.NO_END);
    } else {
      Trailer.report(stored, chunks.end(), warnings);
    }
    Mat picture = Codec.decode(rebuilt(palette, data), header());
    Optional<Mat> keyed = keyedAlpha(picture);
    boolean grey = png.isGrey() || palette.filter(PngPicture::isGrey).isPresent();
    Pixels pixels = Codec.split(picture, grey);
    return keyed.isEmpty() ? pixels : new Pixels(pixels.colour(), keyed, false);
  }

  /** {@return the palette with an entry for every possible index, black where there is none} */
  private byte[] palette() {
    PngChunks.Chunk palette =
        chunks
            .find(PngChunks.PALETTE)
            .filter(chunk -> chunk.length() >= 3)
            .orElseThrow(() -> PhotoErrors.header("the palette is missing"));
    byte[] colours = Arrays.copyOf(chunks.data(palette), palette.length() / 3 * 3);
    return Arrays.copyOf(colours, 3 << png.depth());
  }

  private static boolean isGrey(byte[] palette) {
    for (int i = 0; i < palette.length; i += 3) {
      if (palette[i] != palette[i + 1] || palette[i] != palette[i + 2]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Only the chunks that define the pixels, with valid checksums: libpng reports every fault on
   * standard error, even in chunks that do not matter for the pixels.
   */
  private byte[] rebuilt(Optional<byte[]> palette, byte[] data) {
    PngFile rebuilt = new PngFile(png);
    palette.ifPresent(
        colours -> {
          rebuilt.chunk(PngChunks.PALETTE, colours);
          chunks
              .find(PngChunks.TRANSPARENCY)
              .map(chunks::data)
              .filter(alpha -> alpha.length > 0)
              .map(alpha -> Arrays.copyOf(alpha, Math.min(alpha.length, colours.length / 3)))
              .ifPresent(alpha -> rebuilt.chunk(PngChunks.TRANSPARENCY, alpha));
        });
    return rebuilt.finish(data);
  }

  /** One colour that stands for "transparent" (tRNS of grey and RGB), which OpenCV leaves out. */
  private Optional<Mat> keyedAlpha(Mat picture) {
    Optional<PngChunks.Chunk> key =
        png.isPalette() || png.hasAlpha() ? Optional.empty() : chunks.find(PngChunks.TRANSPARENCY);
    if (key.isEmpty() || key.get().length() < 2 * png.channels()) {
      return Optional.empty();
    }
    ByteView view = chunks.view();
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
