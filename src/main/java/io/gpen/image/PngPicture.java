package io.gpen.image;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/** A PNG file. */
final class PngPicture implements StoredPicture {

  private static final int SIGNATURE = 8;

  private final byte[] file;
  private final ByteView view;
  private final PngHeader png;
  private final List<Chunk> chunks = new ArrayList<>();
  private boolean ended;
  private boolean badSum;
  private int end = SIGNATURE;

  /** A chunk of the file; {@code length} is what is there of its data. */
  private record Chunk(String type, int at, int length) {}

  PngPicture(byte[] file) {
    this.file = file;
    this.view = new ByteView(file, ByteOrder.BIG_ENDIAN);
    this.png = PngHeader.parse(view, SIGNATURE);
    findChunks();
  }

  private void findChunks() {
    while (!ended && view.has(end, 8)) {
      String type = view.ascii(end + 4, 4);
      long stated = view.u32(end);
      if (!type.matches("[A-Za-z]{4}") || stated > Integer.MAX_VALUE) {
        return;
      }
      refuse(type);
      int length = (int) Math.min(stated, view.size() - end - 8);
      chunks.add(new Chunk(type, end + 8, length));
      boolean whole = view.has(end, stated + 12);
      badSum |= whole && view.u32(end + 8 + stated) != sum(end + 4, length + 4);
      ended = type.equals("IEND");
      end = whole ? end + length + 12 : view.size();
    }
  }

  private void refuse(String type) {
    if (type.equals("acTL")) {
      throw Damage.unsupported("animated PNG");
    } else if (Character.isUpperCase(type.charAt(0))
        && !List.of("IHDR", "PLTE", "IDAT", "IEND").contains(type)) {
      throw Damage.unsupported("PNG with the chunk " + type);
    }
  }

  private long sum(int at, int length) {
    CRC32 crc = new CRC32();
    crc.update(file, at, length);
    return crc.getValue();
  }

  @Override
  public PhotoHeader header() {
    int channels = png.isPalette() ? (find("tRNS").isPresent() ? 4 : 3) : png.channels();
    return new PhotoHeader(PhotoFormat.PNG, png.width(), png.height(), channels, png.depth());
  }

  @Override
  public boolean lossless() {
    return true;
  }

  @Override
  public Pixels decode(Optional<byte[]> icc, Consumer<String> warnings) {
    PngStream stream = new PngStream(png, joinedData());
    stream.refuseImpossible();
    // Right sums up to the end: all is there as it was written, and the decoder looks at the rest.
    if (badSum || !ended) {
      stream.checkComplete();
      report(stream, warnings);
    }
    if (ended) {
      Trailer.report(file, end, warnings);
    }
    Mat picture = decode(stream);
    boolean grey = png.isGrey() || png.isPalette() && isGreyPalette() && !hasColourProfile(icc);
    Optional<Mat> keyed = keyedAlpha(picture);
    Pixels pixels = Codec.split(picture, grey);
    return keyed.isEmpty() ? pixels : new Pixels(pixels.colour(), keyed, false);
  }

  private void report(PngStream stream, Consumer<String> warnings) {
    if (badSum || stream.hasBadSum()) {
      warnings.accept("A checksum of the file is wrong: parts of the picture may be damaged.");
    }
    if (!ended) {
      warnings.accept("The end of the file is missing, the picture is complete.");
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

  private byte[] joinedData() {
    byte[] joined = new byte[Math.toIntExact(all("IDAT").stream().mapToLong(Chunk::length).sum())];
    int at = 0;
    for (Chunk chunk : all("IDAT")) {
      System.arraycopy(file, chunk.at, joined, at, chunk.length);
      at += chunk.length;
    }
    return joined;
  }

  /** Only what makes the pixels, with right sums: the decoder gives up at the first wrong one. */
  private byte[] rebuilt(PngStream stream) {
    PngFile rebuilt = new PngFile(png);
    find("PLTE").ifPresent(c -> rebuilt.chunk("PLTE", file, c.at, c.length));
    if (png.isPalette()) {
      find("tRNS").ifPresent(c -> rebuilt.chunk("tRNS", file, c.at, c.length));
    }
    return rebuilt.finish(stream.repaired());
  }

  private boolean isGreyPalette() {
    Chunk palette = find("PLTE").orElseThrow(() -> Damage.header("the palette is missing"));
    for (int i = palette.at; i + 2 < palette.at + palette.length; i += 3) {
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
    Optional<Chunk> key = png.isPalette() || png.hasAlpha() ? Optional.empty() : find("tRNS");
    if (key.isEmpty() || key.get().length < 2 * png.channels()) {
      return Optional.empty();
    }
    int at = key.get().at;
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

  private Optional<Chunk> find(String type) {
    return chunks.stream().filter(c -> c.type.equals(type)).findFirst();
  }

  private List<Chunk> all(String type) {
    return chunks.stream().filter(c -> c.type.equals(type)).toList();
  }
}
