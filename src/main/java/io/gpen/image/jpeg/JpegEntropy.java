package io.gpen.image.jpeg;

import io.gpen.image.ByteView;
import io.gpen.image.jpeg.JpegFrame.Component;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Walks through the entropy-coded data of a JPEG file (ITU T.81, annexes F and G) without computing
 * a pixel: counts the blocks that are there, as libjpeg would find them, and notes what cannot be
 * right.
 */
final class JpegEntropy {

  private final byte[] file;
  private final ByteView view;
  private final JpegFrame frame;
  private final JpegTables tables = new JpegTables();
  private final JpegUnits units;
  private final RowListener rows;
  private final long[] finished;
  private int restartInterval;
  private long blocks;
  private long missing;
  private long faults;
  private int across;
  private JpegBits bits;

  /**
   * Begins before the first scan.
   *
   * @param rows hears where in the scans of a sequential file each row of units begins
   */
  JpegEntropy(byte[] file, ByteView view, JpegFrame frame, RowListener rows) {
    this.file = file;
    this.view = view;
    this.frame = frame;
    this.rows = rows;
    this.finished = new long[frame.components().size()];
    this.units =
        frame.progressive() ? new ProgressiveUnits(frame, tables) : new SequentialUnits(tables);
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

  /** {@return whether the scans so far brought every coefficient of every component in full} */
  boolean isFinished() {
    return Arrays.stream(finished).allMatch(mask -> mask == -1L);
  }

  /** Takes the tables of a DHT segment. */
  void defineTables(int at, int length) {
    tables.define(file, view, at, length);
  }

  void restartInterval(int count) {
    restartInterval = count;
  }

  /**
   * Walks through one scan.
   *
   * @param at the payload of its SOS segment
   * @param length the payload's length
   * @return the place of the marker behind the scan, or the file's length
   */
  int scan(int at, int length) {
    JpegScan scan = JpegScan.parse(view, at, length, frame);
    bits = new JpegBits(file, at + length);
    List<Component> parts = scan.components();
    boolean single = parts.size() == 1;
    int perUnit = IntStream.range(0, parts.size()).map(scan::blocks).sum();
    int count =
        single
            ? frame.blocksAcross(parts.get(0)) * frame.blocksDown(parts.get(0))
            : frame.mcusAcross() * frame.mcusDown();
    blocks += (long) count * perUnit;
    across = single ? frame.blocksAcross(parts.get(0)) : frame.mcusAcross();
    rows.scan(scan, tables, restartInterval, at + length);
    walk(scan, count, perUnit);
    rows.end(bits.place());
    faults += bits.faults();
    for (int i = 0; i < parts.size() && scan.low() == 0; i++) {
      finished[scan.indices()[i]] |= scan.band();
    }
    int marker = JpegCursor.nextMarker(file, bits.position());
    noteSurplus(marker);
    return marker;
  }

  private void walk(JpegScan scan, int count, int perUnit) {
    units.restart();
    int expected = 0;
    int unit = 0;
    int interval = restartInterval == 0 ? count : restartInterval;
    while (unit < count) {
      int end = (int) Math.min(count, (long) unit + interval);
      int present = walkInterval(scan, unit, end);
      missing += (long) (end - present) * perUnit;
      unit = end;
      if (unit < count) {
        units.restart();
        restart(expected);
        expected = expected + 1 & 7;
      }
    }
  }

  /** {@return the first unit that is not there, or {@code end}} */
  private int walkInterval(JpegScan scan, int from, int end) {
    int nextRow = (from + across - 1) / across * across;
    for (int unit = from; unit < end; unit++) {
      if (unit == nextRow) {
        rows.row(bits.place(), units.predictions());
        nextRow += across;
      }
      units.pass(bits, scan, unit);
      if (bits.isExhausted()) {
        return unit;
      }
    }
    return end;
  }

  /**
   * Goes on behind the restart marker, or, when it is not the one that is due, as libjpeg does
   * (jdmarker.c, jpeg_resync_to_restart): a later one stays for its own interval, an earlier one is
   * passed over.
   */
  private void restart(int expected) {
    int at = JpegCursor.nextMarker(file, bits.position());
    noteSurplus(at);
    while (at < file.length) {
      int number = (file[at + 1] & 0xff) - 0xd0;
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
      at = JpegCursor.nextMarker(file, at + 2);
    }
    bits.restartAt(at);
  }

  /** Encoders pad at most a few bytes; more of them are data that nobody asked for. */
  private void noteSurplus(int marker) {
    int surplus = marker - bits.position() + bits.unused();
    if (surplus > 2 && marker < file.length) {
      faults++;
    }
  }
}
