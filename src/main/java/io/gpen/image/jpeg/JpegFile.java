package io.gpen.image.jpeg;

import io.gpen.image.ZeroTail;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A JPEG file cut into segments up to its first scan, once for pixels and metadata alike.
 *
 * @param bytes the whole file, without zeros at its end that stand for what was lost
 * @param header the segments before the first scan
 * @param stop the segment that ends the header: the first SOS in a sound file, SOI or EOI in a
 *     damaged one; empty if the file ends before
 * @param strayBytes how many bytes of the header belong to no segment and are no padding
 */
record JpegFile(
    byte[] bytes, List<JpegSegment> header, Optional<JpegSegment> stop, int strayBytes) {

  static final String JFIF = "JFIF\0";
  static final String ADOBE = "Adobe";

  /** Of a JFIF segment without a thumbnail. */
  private static final int JFIF_LENGTH = 14;

  /** Far more than writers need: ICC profiles have up to 255, extended XMP some hundreds. */
  private static final int MAX_SEGMENTS = 20_000;

  /** {@return the segments of a file; never fails} */
  static JpegFile of(byte[] file) {
    List<JpegSegment> header = new ArrayList<>();
    int stray = 0;
    int at = 2;
    Optional<JpegSegment> next = JpegSegment.next(file, at);
    while (next.isPresent()) {
      JpegSegment segment = next.get();
      stray += strayBytes(file, at, segment.start());
      boolean last = segment.marker() == JpegSegment.SOS || segment.isBoundary();
      if (last || header.size() == MAX_SEGMENTS) {
        break;
      }
      header.add(segment);
      at = segment.end();
      next = JpegSegment.next(file, at);
    }
    return new JpegFile(ZeroTail.cutOff(file), header, next, stray);
  }

  /** Zeros and 0xff are padding, and markers without a segment are allowed. */
  private static int strayBytes(byte[] file, int from, int to) {
    int count = 0;
    boolean marker = false;
    for (int i = from; i < to; i++) {
      boolean ff = file[i] == (byte) 0xff;
      count += ff || marker || file[i] == 0 ? 0 : 1;
      marker = ff;
    }
    return count;
  }

  /** {@return the header of the first scan} */
  Optional<JpegSegment> firstScan() {
    return stop.filter(s -> s.marker() == JpegSegment.SOS);
  }

  /** {@return whether there is a JFIF segment, as libjpeg demands it (jdmarker.c, examine_app0)} */
  boolean hasJfif() {
    return header.stream().anyMatch(s -> s.is(JpegSegment.APP0, JFIF) && s.length() >= JFIF_LENGTH);
  }

  /** {@return the colour transform that the last Adobe segment states; -1 without one} */
  int adobeTransform() {
    int transform = -1;
    for (JpegSegment segment : header) {
      if (segment.is(JpegSegment.APP14, ADOBE) && segment.length() >= 12) {
        transform = segment.u8(11);
      }
    }
    return transform;
  }

  /**
   * {@return the file reduced to what a decoder needs, so that nothing else in its header can
   * confuse one}
   *
   * @param colours the colours to be stated by an Adobe segment, the only new one
   * @param end the place behind the last scan
   */
  byte[] pictureOnly(JpegColours colours, int end) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    out.write(bytes, 0, 2);
    byte[] adobe = "\u00ff\u00ee\0\16Adobe\0d\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    out.writeBytes(adobe);
    out.write(colours.adobeTransform());
    header.stream().filter(JpegSegment::isPicture).forEach(s -> s.writeTo(out));
    int scans = stop.orElseThrow().start();
    out.write(bytes, scans, end - scans);
    out.write(0xff);
    out.write(JpegSegment.EOI);
    return out.toByteArray();
  }

  /**
   * {@return the file with nothing but what its pixels, their colours and their density need; empty
   * if it is too damaged to tell them apart}
   */
  Optional<byte[]> withoutMetadata() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    out.write(bytes, 0, 2);
    for (JpegSegment segment : header) {
      if (segment.is(JpegSegment.APP0, JFIF) && segment.length() >= JFIF_LENGTH) {
        // Without the thumbnail that may follow.
        byte[] jfif = Arrays.copyOf(segment.after(0), JFIF_LENGTH);
        jfif[JFIF_LENGTH - 2] = 0;
        jfif[JFIF_LENGTH - 1] = 0;
        JpegSegment.write(out, segment.marker(), jfif);
      } else if (segment.isPicture() || segment.is(JpegSegment.APP14, ADOBE)) {
        segment.writeTo(out);
      }
    }
    Optional<JpegSegment> next = firstScan();
    while (next.isPresent() && !next.get().isBoundary()) {
      JpegSegment segment = next.get();
      int end = segment.end();
      if (segment.marker() == JpegSegment.SOS) {
        end = JpegSegment.scanEnd(bytes, end);
        out.write(bytes, segment.start(), end - segment.start());
      } else if (segment.isPicture()) {
        segment.writeTo(out);
      } else if (!segment.isApplication() && segment.marker() != JpegSegment.COM) {
        return Optional.empty();
      }
      int expected = end;
      next = JpegSegment.next(bytes, end).filter(s -> s.start() == expected);
    }
    out.write(0xff);
    out.write(JpegSegment.EOI);
    return next.filter(s -> s.marker() == JpegSegment.EOI).map(s -> out.toByteArray());
  }
}
