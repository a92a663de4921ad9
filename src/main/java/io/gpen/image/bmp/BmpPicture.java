package io.gpen.image.bmp;

import io.gpen.image.ByteView;
import io.gpen.image.Codec;
import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoFormat;
import io.gpen.image.PhotoHeader;
import io.gpen.image.Pixels;
import io.gpen.image.StoredPicture;
import io.gpen.image.metadata.PhotoMetadata;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** A Windows or OS/2 bitmap. */
final class BmpPicture implements StoredPicture {

  private static final int FILE_HEADER = 14;
  private static final int OS2_HEADER = 12;
  private static final int RGB = 0;
  private static final int RLE8 = 1;
  private static final int RLE4 = 2;
  private static final int BITFIELDS = 3;
  private static final int ALPHA_BITFIELDS = 6;

  private final byte[] file;
  private final ByteView view;
  private final int headerSize;
  private final int width;
  private final int height;
  private final boolean topDown;
  private final int bits;
  private final int compression;
  private final int dataAt;

  /**
   * Reads the structure of a file.
   *
   * @param file the whole file
   * @throws io.gpen.image.PhotoException if its header is damaged or of an unsupported kind
   */
  BmpPicture(byte[] file) {
    this.file = file;
    this.view = new ByteView(file, ByteOrder.LITTLE_ENDIAN);
    long offset = view.u32(10);
    long size = view.u32(FILE_HEADER);
    boolean os2 = size == OS2_HEADER;
    if (!os2 && (size < 40 || size > 124)) {
      throw PhotoErrors.header("of an unknown kind (%d bytes)".formatted(size));
    }
    headerSize = (int) size;
    width = os2 ? view.u16(18) : view.i32(18);
    int statedHeight = os2 ? view.u16(20) : view.i32(22);
    topDown = statedHeight < 0;
    height = Math.abs(statedHeight);
    bits = view.u16(os2 ? 24 : 28);
    compression = os2 ? RGB : (int) view.u32(30);
    check(offset);
    dataAt = (int) offset;
  }

  private void check(long offset) {
    if (width <= 0 || height <= 0) {
      throw PhotoErrors.header("it states %d x %d pixels".formatted(width, height));
    }
    boolean possible =
        switch (compression) {
          case RGB -> bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
          case RLE8 -> bits == 8 && !topDown;
          case RLE4 -> bits == 4 && !topDown;
          case BITFIELDS, ALPHA_BITFIELDS -> bits == 16 || bits == 32;
          default -> false;
        };
    if (!possible) {
      throw PhotoErrors.unsupported(
          "BMP of %d bits with compression %d".formatted(bits, compression));
    }
    if (offset < FILE_HEADER + headerSize) {
      throw PhotoErrors.header("the picture begins within it");
    } else if (offset >= view.size()) {
      throw PhotoErrors.headerOnly();
    }
  }

  @Override
  public PhotoHeader header() {
    int channels = hasAlpha() ? 4 : bits == 8 && isGreyPalette() ? 1 : 3;
    return new PhotoHeader(PhotoFormat.BMP, width, height, channels, bits < 8 ? bits : 8);
  }

  private boolean hasAlpha() {
    return bits == 32 && isMasked() && alphaMask() == 0xff000000L && colourMasksAreUsual();
  }

  private boolean isMasked() {
    return compression == BITFIELDS || compression == ALPHA_BITFIELDS;
  }

  private long alphaMask() {
    boolean stated = headerSize >= 56 || compression == ALPHA_BITFIELDS;
    return stated ? view.u32(FILE_HEADER + 52) : 0;
  }

  private boolean colourMasksAreUsual() {
    return view.u32(54) == 0xff0000L && view.u32(58) == 0xff00L && view.u32(62) == 0xffL;
  }

  @Override
  public PhotoMetadata metadata() {
    return BmpMetadataReader.read(file);
  }

  @Override
  public boolean lossless() {
    return true;
  }

  @Override
  public Pixels decode(Optional<byte[]> icc, Consumer<String> warnings) {
    byte[] whole = completed();
    if (bits == 32 && isMasked()) {
      return decodeMasked(whole);
    }
    return Codec.split(Codec.decode(whole, header()), bits <= 8 && isGreyPalette());
  }

  /** The file with every byte that its header promises; some writers leave out the last padding. */
  private byte[] completed() {
    if (compression == RLE8 || compression == RLE4) {
      new BmpRuns(file, dataAt, compression == RLE4).checkComplete(width, height);
      return file;
    }
    long row = (bits * (long) width + 31) / 32 * 4;
    long used = (bits * (long) width + 7) / 8;
    long present = view.size() - dataAt;
    if (present < row * (height - 1) + used) {
      throw PhotoErrors.incomplete(present, row * height);
    }
    return present >= row * height
        ? file
        : Arrays.copyOf(file, Math.toIntExact(dataAt + row * height));
  }

  /** OpenCV knows neither an alpha mask nor colours in another order. */
  private Pixels decodeMasked(byte[] whole) {
    if (!colourMasksAreUsual()) {
      throw PhotoErrors.unsupported("BMP with unusual colour masks");
    }
    Mat stored = new Mat(height, width, CvType.CV_8UC4);
    int row = 4 * width;
    for (int y = 0; y < height; y++) {
      int from = dataAt + (topDown ? y : height - 1 - y) * row;
      stored.put(y, 0, Arrays.copyOfRange(whole, from, from + row));
    }
    Pixels pixels = Codec.split(stored, false);
    if (hasAlpha()) {
      return pixels;
    }
    pixels.alpha().ifPresent(Mat::release);
    return new Pixels(pixels.colour());
  }

  private boolean isGreyPalette() {
    if (bits > 8) {
      return false;
    }
    int entry = headerSize == OS2_HEADER ? 3 : 4;
    for (int at = FILE_HEADER + headerSize; at + entry <= dataAt; at += entry) {
      if (view.u8(at) != view.u8(at + 1) || view.u8(at) != view.u8(at + 2)) {
        return false;
      }
    }
    return true;
  }
}
