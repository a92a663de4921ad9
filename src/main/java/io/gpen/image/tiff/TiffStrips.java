package io.gpen.image.tiff;

import io.gpen.image.ByteView;
import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoException;
import io.gpen.image.UnpackedSize;
import io.gpen.image.ZeroTail;
import java.util.function.Consumer;

/** The strips or tiles of a TIFF page. */
final class TiffStrips {

  /** Fewer zeros may be the end of packed data; so many are none that a packer writes. */
  private static final int LOST_ZEROS = 64;

  private final byte[] file;
  private final ByteView view;
  private final TiffLayout layout;
  private final boolean tiled;
  private final long[] offsets;
  private final long[] sizes;
  private final long stripWidth;
  private final long stripHeight;
  private final TiffJpegStrips jpeg;
  private boolean wrongSum;

  TiffStrips(byte[] file, ByteView view, TiffDirectory page, TiffLayout layout) {
    this.file = file;
    this.view = view;
    this.layout = layout;
    this.tiled = page.has(TiffLayout.TILE_OFFSETS);
    this.offsets = page.numbers(tiled ? TiffLayout.TILE_OFFSETS : TiffLayout.STRIP_OFFSETS);
    this.sizes = page.numbers(tiled ? TiffLayout.TILE_BYTE_COUNTS : TiffLayout.STRIP_BYTE_COUNTS);
    this.stripWidth = tiled ? page.number(TiffLayout.TILE_WIDTH, 0) : layout.width();
    long rows =
        tiled
            ? page.number(TiffLayout.TILE_LENGTH, 0)
            : Math.min(page.number(TiffLayout.ROWS_PER_STRIP, layout.height()), layout.height());
    this.stripHeight = rows;
    this.jpeg = new TiffJpegStrips(file, page);
    if (stripWidth < 1 || rows < 1) {
      throw PhotoErrors.header("strips of no size");
    }
  }

  /**
   * Looks whether every strip is there and unpacks to as many bytes as it must.
   *
   * @param warnings receives what is damaged
   * @throws PhotoException if data are missing
   */
  void checkComplete(Consumer<String> warnings) {
    long across = (layout.width() + stripWidth - 1) / stripWidth;
    long down = (layout.height() + stripHeight - 1) / stripHeight;
    int planes = layout.planar() ? layout.samples() : 1;
    long count = across * down * planes;
    if (offsets.length < count || sizes.length < count) {
      throw PhotoErrors.incomplete(Math.min(offsets.length, sizes.length), count);
    }
    for (int i = 0; i < count; i++) {
      long row = i / across % down;
      long rows = tiled ? stripHeight : Math.min(stripHeight, layout.height() - row * stripHeight);
      int samples = layout.planar() ? 1 : layout.samples();
      long expected = (stripWidth * samples * layout.bits() + 7) / 8 * rows;
      if (!view.has(offsets[i], sizes[i]) || !isWhole(i, expected)) {
        throw PhotoErrors.incomplete(i, count);
      }
    }
    if (jpeg.isDamaged()) {
      warnings.accept(PhotoErrors.WRONG_PARTS);
    }
    if (wrongSum) {
      warnings.accept(PhotoErrors.WRONG_SUM);
    }
  }

  private boolean isWhole(int strip, long expected) {
    int at = (int) offsets[strip];
    int size = (int) sizes[strip];
    if (layout.compression() == TiffLayout.NONE) {
      return size >= expected;
    }
    int packed = ZeroTail.start(file, at, at + size) - at;
    return isWhole(at, size - packed < LOST_ZEROS ? size : packed, expected);
  }

  private boolean isWhole(int at, int size, long expected) {
    return switch (layout.compression()) {
      case TiffLayout.LZW -> UnpackedSize.lzw(file, at, size, expected) >= expected;
      case TiffLayout.DEFLATE, TiffLayout.OLD_DEFLATE ->
          UnpackedSize.deflate(file, at, size, expected, () -> wrongSum = true) >= expected;
      case TiffLayout.PACKBITS -> UnpackedSize.packBits(file, at, size) >= expected;
      case TiffLayout.JPEG -> jpeg.isWhole(at, size);
      default -> size > 0;
    };
  }
}
