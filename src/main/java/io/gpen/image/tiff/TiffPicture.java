package io.gpen.image.tiff;

import io.gpen.image.AlphaDivision;
import io.gpen.image.ByteView;
import io.gpen.image.Codec;
import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoFormat;
import io.gpen.image.PhotoHeader;
import io.gpen.image.Pixels;
import io.gpen.image.StoredPicture;
import io.gpen.image.metadata.PhotoMetadata;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/** A TIFF file of one page. */
final class TiffPicture implements StoredPicture {

  private static final int MAX_DIRECTORIES = 1000;
  private static final int REDUCED_OR_MASK = 5;

  /** Photometric values and compressions that only raw files have. */
  private static final Set<Long> RAW_PHOTOMETRIC = Set.of(32803L, 34892L);

  private static final Set<Long> RAW_COMPRESSION = Set.of(34713L, 32767L, 32769L, 32770L, 65535L);

  private final byte[] file;
  private final ByteOrder order;
  private final ByteView view;
  private final boolean big;
  private long pageAt;
  private final TiffDirectory page;
  private final TiffLayout layout;

  /**
   * Reads the structure of a file.
   *
   * @param file the whole file
   * @throws io.gpen.image.PhotoException if its header is damaged or of an unsupported kind
   */
  TiffPicture(byte[] file) {
    this.file = file;
    this.order = file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    this.view = new ByteView(file, order);
    this.big = view.u16(2) == 43;
    this.page = findPage();
    this.layout = TiffLayout.of(page);
  }

  private TiffDirectory findPage() {
    TiffDirectory found = null;
    int pages = 0;
    int directories = 0;
    long at = big ? view.i64(8) : view.u32(4);
    while (at != 0 && directories++ < MAX_DIRECTORIES) {
      TiffDirectory directory = new TiffDirectory(view, at, big);
      refuseRaw(directory);
      boolean whole = (directory.number(TiffLayout.NEW_SUBFILE_TYPE, 0) & REDUCED_OR_MASK) == 0;
      pages += whole ? 1 : 0;
      if (found == null || whole && pages == 1) {
        found = directory;
        pageAt = at;
      }
      at = directory.next();
    }
    if (found == null) {
      throw PhotoErrors.headerOnly();
    } else if (pages > 1) {
      throw PhotoErrors.unsupported("TIFF with several pages (%d)".formatted(pages));
    }
    return found;
  }

  private void refuseRaw(TiffDirectory directory) {
    boolean raw =
        directory.has(TiffLayout.DNG_VERSION)
            || RAW_PHOTOMETRIC.contains(directory.number(TiffLayout.PHOTOMETRIC, 0))
            || RAW_COMPRESSION.contains(directory.number(TiffLayout.COMPRESSION, 0));
    for (long sub : directory.numbers(TiffLayout.SUB_IFDS)) {
      raw = raw || view.has(sub, 2) && isRawPart(new TiffDirectory(view, sub, big));
    }
    if (raw) {
      String make = directory.text(TiffLayout.MAKE);
      throw PhotoErrors.unsupported(make.isEmpty() ? "camera RAW" : "camera RAW (" + make + ")");
    }
  }

  private static boolean isRawPart(TiffDirectory part) {
    return RAW_PHOTOMETRIC.contains(part.number(TiffLayout.PHOTOMETRIC, 0))
        || RAW_COMPRESSION.contains(part.number(TiffLayout.COMPRESSION, 0));
  }

  @Override
  public PhotoHeader header() {
    int channels = layout.photometric() == TiffLayout.PALETTE ? 3 : layout.samples();
    return new PhotoHeader(
        PhotoFormat.TIFF, layout.width(), layout.height(), channels, layout.bits());
  }

  @Override
  public int orientation(PhotoMetadata metadata) {
    // The metadata of BigTIFF files are not read, but a picture on its side is another picture.
    return big ? (int) page.number(TiffLayout.ORIENTATION, 1) : metadata.orientation();
  }

  @Override
  public PhotoMetadata metadata() {
    return TiffMetadataReader.read(file);
  }

  @Override
  public boolean lossless() {
    return layout.compression() != TiffLayout.JPEG;
  }

  @Override
  public Pixels decode(Optional<byte[]> icc, Consumer<String> warnings) {
    new TiffStrips(file, view, page, layout).checkComplete(warnings);
    if (!layout.isForOpenCv()) {
      return new TiffRaster(forDecoder(TiffLayout.UNASSOCIATED_ALPHA), header(), layout, page)
          .pixels(icc, warnings);
    }
    Mat picture = Codec.decode(forDecoder(TiffLayout.UNSPECIFIED), header());
    if (layout.photometric() == TiffLayout.WHITE_IS_ZERO && layout.bits() == 16) {
      // libtiff turns white-is-zero round for 8 bits only.
      Core.bitwise_not(picture, picture);
    }
    Pixels pixels = Codec.split(picture, layout.isGrey());
    return layout.extra() == TiffLayout.PREMULTIPLIED ? AlphaDivision.apply(pixels) : pixels;
  }

  /**
   * The file with this page as the first one, upright and with another meaning of its alpha.
   *
   * <p>OpenCV would else turn the picture by itself and, unless the fourth channel claims no
   * meaning, multiply the colours with it; the plug-in passes over a channel without meaning.
   */
  private byte[] forDecoder(int extraSamples) {
    ByteBuffer copy = ByteBuffer.wrap(file.clone()).order(order);
    if (big) {
      copy.putLong(8, pageAt);
    } else {
      copy.putInt(4, (int) pageAt);
    }
    replace(copy, TiffLayout.ORIENTATION, 1);
    replace(copy, TiffLayout.EXTRA_SAMPLES, extraSamples);
    return copy.array();
  }

  private void replace(ByteBuffer copy, int tag, int value) {
    if (view.has(page.place(tag), 2)) {
      copy.putShort((int) page.place(tag), (short) value);
    }
  }
}
