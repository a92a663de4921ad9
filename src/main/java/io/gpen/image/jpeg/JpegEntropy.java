package io.gpen.image.jpeg;

import io.gpen.image.PhotoErrors;
import io.gpen.image.jpeg.JpegFrame.Component;
import io.gpen.text.Wording;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Walks through the entropy-coded data of a JPEG file (ITU T.81, annexes F and G) without computing
 * a pixel: counts the blocks that are there, as libjpeg would find them, and notes what cannot be
 * right.
 */
final class JpegEntropy {

  /** Encoders write about 10 scans; libjpeg-turbo's own fuzzers stop at this number. */
  private static final int MAX_SCANS = 500;

  /** How many times the scans may cover the whole picture; encoders need about 5. */
  private static final int MAX_PASSES = 20;

  /** The first and the last coefficient of a sequential scan, a byte each. */
  private static final int FULL_BAND = 63;

  /** So many blocks are always allowed: walking through them takes well under a second. */
  private static final long FREE_BLOCKS = 10_000_000;

  private final byte[] file;
  private final JpegFrame frame;
  private final JpegTables tables = new JpegTables();
  private final ProgressiveUnits progressive;
  private final long[] finished;
  private int restartInterval;
  private int position;
  private int scans;
  private long blocks;
  private long missing;
  private long faults;

  /** Whether libjpeg would warn of something harmless. */
  private boolean odd;

  private JpegBits bits;

  /** Begins before the first scan. */
  JpegEntropy(byte[] file, JpegFrame frame) {
    this.file = file;
    this.frame = frame;
    this.finished = new long[frame.components().size()];
    this.progressive = frame.progressive() ? new ProgressiveUnits(frame, tables) : null;
  }

  /** {@return the blocks that the scans so far should have held} */
  long blocks() {
    return blocks;
  }

  /** {@return how many of them are not there} */
  long missing() {
    return missing;
  }

  /** {@return whether nothing was missing or wrong in the scans so far} */
  boolean isSound() {
    return missing == 0 && faults == 0;
  }

  /** {@return whether the scans so far hold nothing that libjpeg warns of} */
  boolean isClean() {
    return isSound() && !odd;
  }

  /** {@return whether the scans so far brought every coefficient of every component in full} */
  boolean isFinished() {
    return Arrays.stream(finished).allMatch(mask -> mask == -1L);
  }

  /**
   * Takes what a segment says about the scans behind it.
   *
   * @return the place behind the segment and, if it is the header of a scan, behind the scan
   */
  int take(JpegSegment segment) {
    odd |= scans > 0 && segment.start() > position;
    position = segment.end();
    switch (segment.marker()) {
      case JpegSegment.DHT -> tables.define(segment);
      case JpegSegment.DRI -> restartInterval = segment.u16(0);
      case JpegSegment.SOS -> position = scan(segment);
      default -> {}
    }
    return position;
  }

  /** {@return the place of the marker behind the scan, or the file's length} */
  private int scan(JpegSegment segment) {
    JpegScan scan = JpegScan.parse(segment, frame);
    bits = new JpegBits(file, segment.end());
    List<Component> parts = scan.components();
    boolean single = parts.size() == 1;
    int perUnit = IntStream.range(0, parts.size()).map(scan::blocks).sum();
    int count =
        single
            ? frame.blocksAcross(parts.get(0)) * frame.blocksDown(parts.get(0))
            : frame.mcusAcross() * frame.mcusDown();
    blocks += (long) count * perUnit;
    refuseEndlessWork();
    if (progressive == null) {
      int last = 1 + 2 * parts.size();
      boolean usual = segment.u16(last) == FULL_BAND && segment.u8(last + 2) == 0;
      odd |= !usual;
    } else if (!progressive.begin(scan)) {
      faults++;
    }
    walk(scan, count, perUnit);
    faults += bits.faults();
    for (int i = 0; i < parts.size() && scan.low() == 0; i++) {
      finished[scan.indices()[i]] |= scan.band();
    }
    int marker = JpegSegment.nextMarker(file, bits.position());
    noteSurplus(marker);
    return marker;
  }

  /** A scan of a few bytes can cover millions of blocks. */
  private void refuseEndlessWork() {
    scans++;
    if (scans > MAX_SCANS || blocks > Math.max(FREE_BLOCKS, MAX_PASSES * frame.blocks())) {
      throw PhotoErrors.unsupported(
          Wording.format("a JPEG with an excessive number of scans (%d or more)", scans));
    }
  }

  private void walk(JpegScan scan, int count, int perUnit) {
    restart();
    int expected = 0;
    int unit = 0;
    int interval = restartInterval == 0 ? count : restartInterval;
    while (unit < count) {
      int end = (int) Math.min(count, (long) unit + interval);
      int present = walkInterval(scan, unit, end);
      missing += (long) (end - present) * perUnit;
      unit = end;
      if (unit < count) {
        restart();
        restart(expected);
        expected = expected + 1 & 7;
      }
    }
  }

  private void restart() {
    if (progressive != null) {
      progressive.restart();
    }
  }

  /** {@return the first unit that is not there, or {@code end}} */
  private int walkInterval(JpegScan scan, int from, int end) {
    for (int unit = from; unit < end; unit++) {
      if (progressive == null) {
        passSequential(scan);
      } else {
        progressive.pass(bits, scan, unit);
      }
      if (bits.isExhausted()) {
        return unit;
      }
    }
    return end;
  }

  /** Skips one unit of a sequential scan (ITU T.81, annex F). */
  private void passSequential(JpegScan scan) {
    for (int i = 0; i < scan.indices().length; i++) {
      HuffmanTable dc = tables.dc(scan.dcTable(i));
      HuffmanTable ac = tables.ac(scan.acTable(i));
      int count = scan.blocks(i);
      for (int block = 0; block < count; block++) {
        bits.skip(bits.symbol(dc) & 15);
        bits.passCoefficients(ac);
      }
    }
  }

  /**
   * Continues behind the restart marker, or, when it is not the expected one, as libjpeg does
   * (jdmarker.c, jpeg_resync_to_restart): a later one stays for its own interval, an earlier one is
   * skipped.
   */
  private void restart(int expected) {
    int at = JpegSegment.nextMarker(file, bits.position());
    noteSurplus(at);
    while (at < file.length) {
      int number = (file[at + 1] & 0xff) - JpegSegment.RST0;
      if (number < 0 || number > 7) {
        break;
      }
      int ahead = number - expected & 7;
      if (ahead == 0) {
        bits.restartAt(at + 2);
        return;
      }
      faults++;
      if (ahead <= 2) {
        break;
      } else if (ahead < 6) {
        bits.restartAt(at + 2);
        return;
      }
      at = JpegSegment.nextMarker(file, at + 2);
    }
    bits.restartAt(at);
  }

  /** Encoders pad with 0xff, some with another byte or two; more bytes are surplus data. */
  private void noteSurplus(int marker) {
    int end = marker;
    while (end > bits.position() && file[end - 1] == (byte) 0xff) {
      end--;
    }
    int surplus = end - bits.position() + bits.unused();
    odd |= surplus > 0;
    if (surplus > 2 && marker < file.length) {
      faults++;
    }
  }
}
