package io.gpen.image;

import io.gpen.image.JpegFrame.Component;
import java.util.Arrays;
import java.util.List;

/**
 * Walks through the entropy-coded data of a JPEG file (ITU T.81, annexes F and G) without computing
 * a pixel: counts the blocks that are there, as libjpeg would find them, and notes what cannot be
 * right.
 */
final class JpegEntropy {

  private static final int BLOCK = 64;

  private final byte[] file;
  private final ByteView view;
  private final JpegFrame frame;
  private final HuffmanTable[] dcTables = new HuffmanTable[4];
  private final HuffmanTable[] acTables = new HuffmanTable[4];
  private final long[] finished;
  private final long[][] nonzero;
  private int restartInterval;
  private long blocks;
  private long missing;
  private long faults;
  private JpegBits bits;
  private int endOfBands;

  JpegEntropy(byte[] file, ByteView view, JpegFrame frame) {
    this.file = file;
    this.view = view;
    this.frame = frame;
    this.finished = new long[frame.components().size()];
    this.nonzero = new long[frame.components().size()][];
  }

  /** {@return the blocks that the scans so far should have held} */
  long blocks() {
    return blocks;
  }

  /** {@return how many of them are not there} */
  long missing() {
    return missing;
  }

  /** {@return how often the data were such as no encoder writes} */
  long faults() {
    return faults;
  }

  /** {@return whether the scans so far brought every coefficient of every component in full} */
  boolean isFinished() {
    return Arrays.stream(finished).allMatch(mask -> mask == -1L);
  }

  void restartInterval(int units) {
    restartInterval = units;
  }

  /** Takes the tables of a DHT segment. */
  void defineTables(int at, int length) {
    int end = at + length;
    int place = at;
    while (place + 17 <= end) {
      int id = view.u8(place);
      int[] counts = new int[16];
      int total = 0;
      for (int i = 0; i < 16; i++) {
        counts[i] = view.u8(place + 1 + i);
        total += counts[i];
      }
      if ((id & 0xef) > 3 || total > 256 || place + 17 + total > end) {
        throw Damage.header("an impossible Huffman table");
      }
      byte[] symbols = Arrays.copyOfRange(file, place + 17, place + 17 + total);
      (id < 16 ? dcTables : acTables)[id & 3] = new HuffmanTable(counts, symbols);
      place += 17 + total;
    }
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
    int perUnit = single ? 1 : parts.stream().mapToInt(c -> c.h() * c.v()).sum();
    int units =
        single
            ? frame.blocksAcross(parts.get(0)) * frame.blocksDown(parts.get(0))
            : frame.mcusAcross() * frame.mcusDown();
    blocks += (long) units * perUnit;
    walk(scan, units, perUnit);
    for (int i = 0; i < parts.size() && scan.low() == 0; i++) {
      finished[scan.indices()[i]] |= scan.band();
    }
    int marker = JpegCursor.nextMarker(file, bits.position());
    noteSurplus(marker);
    return marker;
  }

  private void walk(JpegScan scan, int units, int perUnit) {
    endOfBands = 0;
    int expected = 0;
    int unit = 0;
    int interval = restartInterval == 0 ? units : restartInterval;
    while (unit < units) {
      int end = (int) Math.min(units, (long) unit + interval);
      int present = walkInterval(scan, unit, end);
      missing += (long) (end - present) * perUnit;
      unit = end;
      if (unit < units) {
        endOfBands = 0;
        restart(expected);
        expected = expected + 1 & 7;
      }
    }
  }

  /** {@return the first unit that is not there, or {@code end}} */
  private int walkInterval(JpegScan scan, int from, int end) {
    for (int unit = from; unit < end; unit++) {
      if (frame.progressive()) {
        progressiveUnit(scan, unit);
      } else {
        sequentialUnit(scan);
      }
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

  private void sequentialUnit(JpegScan scan) {
    List<Component> parts = scan.components();
    for (int i = 0; i < scan.indices().length; i++) {
      Component part = parts.get(i);
      int count = parts.size() == 1 ? 1 : part.h() * part.v();
      HuffmanTable dc = table(dcTables, scan.dcTable(i));
      HuffmanTable ac = table(acTables, scan.acTable(i));
      for (int block = 0; block < count; block++) {
        sequentialBlock(dc, ac);
      }
    }
  }

  private void sequentialBlock(HuffmanTable dc, HuffmanTable ac) {
    bits.skip(symbol(dc) & 15);
    int k = 1;
    while (k < BLOCK) {
      int symbol = symbol(ac);
      int size = symbol & 15;
      int run = symbol >> 4;
      if (size == 0) {
        if (run != 15) {
          break;
        }
        k += 16;
      } else {
        k += run + 1;
        bits.skip(size);
      }
    }
    if (k > BLOCK) {
      faults++;
    }
  }

  private void progressiveUnit(JpegScan scan, int unit) {
    if (scan.from() == 0) {
      for (int i = 0; i < scan.indices().length; i++) {
        Component part = scan.components().get(i);
        int count = scan.indices().length == 1 ? 1 : part.h() * part.v();
        for (int block = 0; block < count; block++) {
          bits.skip(scan.high() == 0 ? symbol(table(dcTables, scan.dcTable(i))) & 15 : 1);
        }
      }
      return;
    }
    int index = scan.indices()[0];
    if (nonzero[index] == null) {
      Component part = scan.components().get(0);
      nonzero[index] = new long[frame.blocksAcross(part) * frame.blocksDown(part)];
    }
    HuffmanTable ac = table(acTables, scan.acTable(0));
    if (scan.high() == 0) {
      firstPass(scan, ac, nonzero[index], unit);
    } else {
      refinement(scan, ac, nonzero[index], unit);
    }
  }

  private void firstPass(JpegScan scan, HuffmanTable ac, long[] masks, int unit) {
    if (endOfBands > 0) {
      endOfBands--;
      return;
    }
    int k = scan.from();
    while (k <= scan.to()) {
      int symbol = symbol(ac);
      int run = symbol >> 4;
      if ((symbol & 15) != 0) {
        k += run;
        bits.skip(symbol & 15);
        if (k < BLOCK) {
          masks[unit] |= 1L << k;
        }
        k++;
      } else if (run == 15) {
        k += 16;
      } else {
        endOfBands = (1 << run) - 1 + bits.read(run);
        return;
      }
    }
    if (k > scan.to() + 1) {
      faults++;
    }
  }

  private void refinement(JpegScan scan, HuffmanTable ac, long[] masks, int unit) {
    int k = scan.from();
    while (endOfBands == 0 && k <= scan.to()) {
      int symbol = symbol(ac);
      int run = symbol >> 4;
      boolean isNew = (symbol & 15) != 0;
      if (isNew) {
        bits.skip(1);
      } else if (run < 15) {
        endOfBands = (1 << run) + bits.read(run);
        break;
      }
      while (k <= scan.to()) {
        if ((masks[unit] >>> k & 1) != 0) {
          bits.skip(1);
        } else if (--run < 0) {
          break;
        }
        k++;
      }
      if (isNew && k <= scan.to()) {
        masks[unit] |= 1L << k;
      }
      k++;
    }
    if (endOfBands > 0) {
      int corrections = k > scan.to() ? 0 : Long.bitCount(masks[unit] & scan.band() & -1L << k);
      bits.skip(corrections / 2);
      bits.skip(corrections - corrections / 2);
      endOfBands--;
    }
  }

  /** What no table knows is taken as libjpeg takes it: all bits are used up, the symbol is 0. */
  private int symbol(HuffmanTable table) {
    int found = table.lookup(bits.peek16());
    if (found == 0) {
      faults++;
      bits.skip(17);
      return 0;
    }
    bits.skip(found >> 8);
    return found & 0xff;
  }

  private static HuffmanTable table(HuffmanTable[] tables, int index) {
    if (tables[index] == null) {
      throw Damage.header("a Huffman table is missing");
    }
    return tables[index];
  }
}
