package io.gpen.image.jpeg;

import io.gpen.image.Codec;
import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoFormat;
import io.gpen.image.PhotoHeader;
import io.gpen.image.Pixels;
import io.gpen.image.StoredPicture;
import io.gpen.image.Trailer;
import io.gpen.image.metadata.PhotoMetadata;
import java.util.Optional;
import java.util.function.Consumer;

/** A JPEG file. */
public final class JpegPicture implements StoredPicture {

  /** The share of missing blocks up to which a file with its end marker counts as bit rot. */
  private static final double TOLERATED_LOSS = 0.02;

  private static final int JPEG_LS = 0xf7;

  private final byte[] stored;
  private final JpegFile file;
  private final JpegFrame frame;

  /**
   * Reads the structure of a file.
   *
   * @param stored the whole file
   * @throws PhotoException if its header is damaged or of an unsupported kind
   */
  public JpegPicture(byte[] stored) {
    this.stored = stored;
    this.file = JpegFile.of(stored);
    this.frame = findFrame(file);
  }

  private static JpegFrame findFrame(JpegFile file) {
    for (JpegSegment segment : file.header()) {
      if (segment.isFrame()) {
        return JpegFrame.parse(segment);
      } else if (segment.marker() == JPEG_LS) {
        throw PhotoErrors.unsupported("JPEG-LS");
      }
    }
    if (file.stop().isPresent()) {
      throw PhotoErrors.header("it does not state the picture's size");
    }
    throw PhotoErrors.headerOnly();
  }

  @Override
  public PhotoHeader header() {
    return new PhotoHeader(
        PhotoFormat.JPEG, frame.width(), frame.height(), frame.components().size(), 8);
  }

  @Override
  public boolean lossless() {
    return false;
  }

  @Override
  public PhotoMetadata metadata() {
    return JpegMetadataReader.read(file);
  }

  @Override
  public Pixels decode(Optional<byte[]> icc, Consumer<String> warnings) {
    JpegEntropy entropy = new JpegEntropy(file.bytes(), frame);
    int end = check(entropy, warnings);
    JpegColours colours = JpegColours.of(file, frame);
    byte[] picture = file.pictureOnly(colours, end);
    if (frame.components().size() == 4) {
      return new JpegCmyk(picture, colours).toSrgb(header(), icc, warnings);
    }
    // OpenCV's libjpeg prints its warnings on standard error, the JDK's does not.
    return new Pixels(
        entropy.isClean()
            ? Codec.decode(picture, header())
            : JdkJpegDecoder.decode(picture, header()));
  }

  /**
   * Checks all scans.
   *
   * @param warnings receives what is damaged, and bytes behind the end
   * @throws PhotoException if blocks are missing
   */
  public void checkComplete(Consumer<String> warnings) {
    check(new JpegEntropy(file.bytes(), frame), warnings);
  }

  /** {@return the place behind the last scan} */
  private int check(JpegEntropy entropy, Consumer<String> warnings) {
    file.header().forEach(entropy::take);
    Optional<JpegSegment> next = file.firstScan();
    int end = file.bytes().length;
    while (next.isPresent() && !next.get().isBoundary()) {
      end = entropy.take(next.get());
      next = JpegSegment.next(file.bytes(), end);
    }
    boolean ended = next.filter(s -> s.marker() == JpegSegment.EOI).isPresent();
    judge(entropy, ended);
    if (!ended) {
      warnings.accept(PhotoErrors.NO_END);
    } else if (!entropy.isSound()) {
      warnings.accept(PhotoErrors.WRONG_PARTS);
    } else {
      Trailer.report(stored, next.get().end(), warnings);
    }
    return end;
  }

  private void judge(JpegEntropy entropy, boolean ended) {
    if (entropy.blocks() == 0) {
      throw PhotoErrors.headerOnly();
    }
    boolean tooMuch = entropy.missing() > (ended ? (long) (TOLERATED_LOSS * entropy.blocks()) : 0L);
    if (tooMuch && !frame.progressive()) {
      throw PhotoErrors.incomplete(entropy.blocks() - entropy.missing(), entropy.blocks());
    } else if (tooMuch || !entropy.isFinished() && (!ended || !frame.progressive())) {
      throw PhotoErrors.incomplete("the picture data end before the last scan");
    }
  }
}
