package io.gpen.image.jpeg;

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
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.opencv.core.Mat;

/** A JPEG file. */
public final class JpegPicture implements StoredPicture {

  /** The share of missing blocks up to which a file with its end marker counts as bit rot. */
  private static final double TOLERATED_LOSS = 0.02;

  private final byte[] stored;
  private final byte[] file;
  private final ByteView view;
  private final JpegFrame frame;

  /**
   * Reads the structure of a file.
   *
   * @param file the whole file
   * @throws io.gpen.image.PhotoException if its header is damaged or of an unsupported kind
   */
  public JpegPicture(byte[] file) {
    this.stored = file;
    this.file = ZeroTail.cutOff(file);
    this.view = new ByteView(this.file, ByteOrder.BIG_ENDIAN);
    this.frame = findFrame(file);
  }

  private static JpegFrame findFrame(byte[] file) {
    ByteView view = new ByteView(file, ByteOrder.BIG_ENDIAN);
    JpegCursor cursor = new JpegCursor(file);
    while (cursor.advance()) {
      int marker = cursor.marker();
      if (JpegFrame.isFrame(marker)) {
        return JpegFrame.parse(marker, view, cursor.payload(), cursor.length());
      } else if (marker == 0xf7) {
        throw PhotoErrors.unsupported("JPEG-LS");
      } else if (marker == JpegCursor.SOS || marker == JpegCursor.EOI) {
        throw PhotoErrors.header("it does not state the picture's size");
      }
    }
    throw PhotoErrors.headerOnly();
  }

  @Override
  public PhotoHeader header() {
    return new PhotoHeader(
        PhotoFormat.JPEG, frame.width(), frame.height(), frame.components().size(), 8);
  }

  @Override
  public PhotoMetadata metadata() {
    return JpegMetadataReader.read(stored);
  }

  @Override
  public boolean lossless() {
    return false;
  }

  @Override
  public Pixels decode(Optional<byte[]> icc, Consumer<String> warnings) {
    try (StripDecoder strips = new StripDecoder(file, frame)) {
      JpegEntropy entropy = new JpegEntropy(file, view, frame, strips);
      boolean ended = checkComplete(entropy, warnings);
      if (frame.components().size() == 4) {
        return new JpegCmyk(file, header()).toSrgb(icc, warnings);
      }
      Optional<Mat> joined = entropy.isSound() ? strips.picture() : Optional.empty();
      return new Pixels(joined.orElseGet(() -> Codec.decode(ended ? file : withEnd(), header())));
    }
  }

  /** Without its end marker OpenCV refuses a progressive file even if all scans are there. */
  private byte[] withEnd() {
    byte[] whole = Arrays.copyOf(file, file.length + 2);
    whole[file.length] = (byte) 0xff;
    whole[file.length + 1] = (byte) JpegCursor.EOI;
    return whole;
  }

  /**
   * Walks through all scans.
   *
   * @param warnings receives what is damaged, and bytes behind the end
   * @throws PhotoException if blocks are missing
   */
  public void checkComplete(Consumer<String> warnings) {
    checkComplete(new JpegEntropy(file, view, frame, RowListener.NONE), warnings);
  }

  /** {@return whether the end marker is there} */
  private boolean checkComplete(JpegEntropy entropy, Consumer<String> warnings) {
    JpegCursor cursor = new JpegCursor(file);
    boolean ended = false;
    while (!ended && cursor.advance()) {
      switch (cursor.marker()) {
        case JpegCursor.DHT -> entropy.defineTables(cursor.payload(), cursor.length());
        case JpegCursor.DRI -> entropy.restartInterval(view.u16(cursor.payload()));
        case JpegCursor.SOS -> cursor.continueAt(entropy.scan(cursor.payload(), cursor.length()));
        case JpegCursor.EOI -> ended = true;
        default -> {}
      }
    }
    judge(entropy, ended, cursor.position(), warnings);
    return ended;
  }

  private void judge(JpegEntropy entropy, boolean ended, int end, Consumer<String> warnings) {
    if (entropy.blocks() == 0) {
      throw PhotoErrors.headerOnly();
    }
    boolean tooMuch = entropy.missing() > (ended ? (long) (TOLERATED_LOSS * entropy.blocks()) : 0L);
    if (tooMuch && !frame.progressive()) {
      throw PhotoErrors.incomplete(entropy.blocks() - entropy.missing(), entropy.blocks());
    } else if (tooMuch || !entropy.isFinished() && (!ended || !frame.progressive())) {
      throw PhotoErrors.incomplete("the picture data end before the last scan");
    }
    if (!ended) {
      warnings.accept("The end of the file is missing, the picture is complete.");
    } else if (!entropy.isSound()) {
      warnings.accept(PhotoErrors.WRONG_PARTS);
    } else {
      Trailer.report(stored, end, warnings);
    }
  }
}
