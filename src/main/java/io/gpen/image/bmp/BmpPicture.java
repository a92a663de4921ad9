package io.gpen.image.bmp;

import io.gpen.image.ByteView;
import io.gpen.image.Codec;
import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoFormat;
import io.gpen.image.PhotoHeader;
import io.gpen.image.Pixels;
import io.gpen.image.StoredPicture;
import io.gpen.image.ZeroTail;
import io.gpen.image.metadata.MetadataBlockReader;
import io.gpen.image.metadata.MetadataBuilder;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.Resolutions;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** A Windows or OS/2 bitmap. Decoded here and not by OpenCV, which scales 5 bits to 248 at most. */
final class BmpPicture implements StoredPicture {

  private final byte[] file;
  private final ByteView view;
  private final BmpHeader header;
  private final Optional<byte[]> palette;
  private final int[] masks;

  BmpPicture(byte[] file) {
    this.file = file;
    this.view = new ByteView(file, ByteOrder.LITTLE_ENDIAN);
    this.header = BmpHeader.parse(view);
    boolean indexed = header.hasPalette();
    this.palette = indexed ? Optional.of(header.palette(view)) : Optional.empty();
    this.masks = indexed ? new int[4] : header.masks(view);
  }

  @Override
  public PhotoHeader header() {
    int channels = hasAlpha() ? 4 : isGrey() ? 1 : 3;
    return new PhotoHeader(
        PhotoFormat.BMP, header.width(), header.height(), channels, Math.min(8, header.bits()));
  }

  private boolean hasAlpha() {
    return masks[3] != 0;
  }

  private boolean isGrey() {
    if (palette.isEmpty()) {
      return false;
    }
    byte[] colours = palette.get();
    for (int i = 0; i < colours.length; i += 3) {
      if (colours[i] != colours[i + 1] || colours[i] != colours[i + 2]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean lossless() {
    return true;
  }

  @Override
  public PhotoMetadata metadata() {
    MetadataBuilder metadata = new MetadataBuilder();
    if (header.size() >= BmpHeader.INFO) {
      metadata.resolution =
          Resolutions.ofPerMetre(view.i32(BmpHeader.X_PER_METRE), view.i32(BmpHeader.Y_PER_METRE));
    }
    if (header.size() >= BmpHeader.V5) {
      int colourSpace = view.i32(BmpHeader.COLOUR_SPACE);
      if (colourSpace == BmpHeader.EMBEDDED) {
        takeProfile(metadata);
      } else if (colourSpace == BmpHeader.LINKED) {
        metadata.uncarried.add("link to an ICC profile");
      }
    }
    return metadata.build();
  }

  private void takeProfile(MetadataBuilder metadata) {
    long start = BmpHeader.FILE_HEADER + view.u32(BmpHeader.PROFILE_OFFSET);
    long length = view.u32(BmpHeader.PROFILE_SIZE);
    boolean inside = view.has(start, length);
    new MetadataBlockReader(metadata)
        .icc(inside ? Arrays.copyOfRange(file, (int) start, (int) (start + length)) : new byte[0]);
  }

  @Override
  public Pixels decode(Optional<byte[]> icc, Consumer<String> warnings) {
    if (header.isRunLengthCoded()) {
      byte[] indices = BmpRuns.unpack(file, header);
      int width = header.width();
      return indexed(
          (y, row) -> System.arraycopy(indices, (header.height() - 1 - y) * width, row, 0, width));
    }
    checkComplete();
    if (header.hasPalette()) {
      return indexed(this::unpackIndices);
    }
    return header.bits() == 24 ? trueColour() : masked();
  }

  /** The last row may lack its padding: some writers leave it out. */
  private void checkComplete() {
    long row = header.rowBytes();
    int height = header.height();
    long present = view.size() - header.dataAt();
    if (present < row * (height - 1) + header.usedRowBytes()) {
      throw PhotoErrors.incomplete(present, row * height);
    }
    if (ZeroTail.breaksOffRow(file, header.dataAt(), (int) row)) {
      int end = ZeroTail.start(file, header.dataAt(), file.length);
      throw PhotoErrors.incomplete(end - header.dataAt(), row * height);
    }
  }

  private void unpackIndices(int y, byte[] indices) {
    int at = header.rowAt(y);
    int bits = header.bits();
    for (int x = 0; x < indices.length; x++) {
      int place = x * bits;
      indices[x] = (byte) (file[at + place / 8] >> 8 - bits - place % 8 & (1 << bits) - 1);
    }
  }

  private Pixels indexed(RowSource source) {
    byte[] colours = palette.orElseThrow();
    boolean grey = isGrey();
    byte[] indices = new byte[header.width()];
    int channels = grey ? 1 : 3;
    return new Pixels(
        rows(
            channels,
            (y, row) -> {
              source.row(y, indices);
              for (int x = 0; x < indices.length; x++) {
                // Like ImageMagick: an index beyond the palette means its first colour.
                int colour = 3 * (indices[x] & 0xff);
                colour = colour < colours.length ? colour : 0;
                System.arraycopy(colours, colour, row, channels * x, channels);
              }
            }));
  }

  private Pixels trueColour() {
    return new Pixels(
        rows(3, (y, row) -> System.arraycopy(file, header.rowAt(y), row, 0, row.length)));
  }

  private Pixels masked() {
    Channel[] channels = Arrays.stream(masks).mapToObj(Channel::of).toArray(Channel[]::new);
    int used = hasAlpha() ? 4 : 3;
    int bytes = header.bits() / 8;
    Mat stored =
        rows(
            used,
            (y, row) -> {
              int at = header.rowAt(y);
              for (int i = 0; i < row.length; i += used, at += bytes) {
                int pixel = bytes == 2 ? view.u16(at) : view.i32(at);
                for (int c = 0; c < used; c++) {
                  row[i + c] = channels[c].value(pixel);
                }
              }
            });
    return Codec.split(stored, false);
  }

  /**
   * A colour or alpha as some bits of a pixel, brought to 8.
   *
   * @param mask its bits
   * @param widened what each value becomes; for more than 8 bits the rest is cut off before
   */
  private record Channel(int mask, byte[] widened) {

    static Channel of(int mask) {
      int bits = Math.min(8, Integer.bitCount(mask));
      byte[] widened = new byte[1 << bits];
      for (int value = 0; value < widened.length && bits > 0; value++) {
        // The bits are repeated, so that the highest value becomes 255.
        int wide = value;
        int present = bits;
        for (; present < 8; present += bits) {
          wide = wide << bits | value;
        }
        widened[value] = (byte) (wide >> present - 8);
      }
      return new Channel(mask, widened);
    }

    byte value(int pixel) {
      int shift = Integer.numberOfTrailingZeros(mask) + Math.max(0, Integer.bitCount(mask) - 8);
      return widened[mask == 0 ? 0 : (pixel & mask) >>> shift];
    }
  }

  /** Fills one row of the picture, counted from its top. */
  private interface RowSource {
    void row(int y, byte[] row);
  }

  private Mat rows(int channels, RowSource source) {
    Mat picture = Codec.allocate(header(), CvType.CV_8UC(channels));
    try {
      byte[] row = new byte[channels * header.width()];
      for (int y = 0; y < header.height(); y++) {
        source.row(y, row);
        picture.put(y, 0, row);
      }
      return picture;
    } catch (RuntimeException | Error e) {
      picture.release();
      throw e;
    }
  }
}
