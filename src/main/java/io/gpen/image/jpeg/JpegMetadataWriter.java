package io.gpen.image.jpeg;

import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.Embedding;
import io.gpen.image.metadata.ExtendedXmp;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.PhotoMetadata.Resolution;
import io.gpen.image.metadata.PhotoMetadata.TextEntry;
import io.gpen.image.metadata.Resolutions;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Splices metadata into a JPEG file: JFIF first, then EXIF, XMP, IPTC, ICC and comments. */
final class JpegMetadataWriter {

  /** Version 1.1, square pixels, no thumbnail. */
  private static final byte[] JFIF = {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};

  /** About what metadata take. */
  private static final int ROOM = 1 << 16;

  private final byte[] encoded;
  private final Embedding embedding;
  private final PhotoMetadata metadata;
  private final ByteArrayOutputStream out;

  private JpegMetadataWriter(byte[] encoded, PhotoMetadata metadata) {
    this.encoded = encoded;
    this.metadata = metadata;
    this.embedding = new Embedding(metadata, "JPEG");
    this.out = new ByteArrayOutputStream(encoded.length + ROOM);
  }

  /** {@return the encoded picture with metadata} */
  static EmbeddedMetadata embed(byte[] encoded, PhotoMetadata metadata) {
    return new JpegMetadataWriter(encoded, metadata).embed();
  }

  private EmbeddedMetadata embed() {
    JpegFile parsed = JpegFile.of(encoded);
    int scans =
        parsed
            .firstScan()
            .orElseThrow(() -> new IllegalArgumentException("the JPEG file has no scan"))
            .start();
    List<JpegSegment> own = parsed.header();
    out.write(encoded, 0, 2);
    writeJfif(own.stream().filter(JpegMetadataWriter::isJfif).map(s -> s.after(0)).findFirst());
    embedding
        .exifOrSoftware()
        .flatMap(block -> embedding.exifWithin(block, room(JpegMetadataReader.EXIF) - 1))
        .ifPresent(block -> write(JpegSegment.APP1, JpegMetadataReader.EXIF + "\0", block));
    writeXmp();
    metadata.iptc().ifPresent(this::writeImageResources);
    metadata.icc().ifPresent(this::writeProfile);
    metadata.comments().forEach(comment -> writeComment(comment.bytes()));
    metadata.texts().forEach(this::writeText);
    own.stream().filter(s -> !isJfif(s) && !isReplaced(s)).forEach(s -> s.writeTo(out));
    out.write(encoded, scans, encoded.length - scans);
    embedding.noPlaceForPngChunks();
    return embedding.result(out.toByteArray());
  }

  private void writeJfif(Optional<byte[]> own) {
    own.or(() -> metadata.resolution().map(r -> JFIF))
        .ifPresent(jfif -> JpegSegment.write(out, JpegSegment.APP0, withDensity(jfif)));
  }

  private void writeXmp() {
    if (metadata.xmp().isEmpty()) {
      return;
    }
    byte[] main = metadata.xmp().get();
    int room = room(JpegMetadataReader.XMP);
    if (main.length <= room && metadata.extendedXmp().isEmpty()) {
      write(JpegSegment.APP1, JpegMetadataReader.XMP, main);
    } else if (main.length <= room && ExtendedXmp.digest(main).isPresent()) {
      writeExtendedXmp(main, metadata.extendedXmp().get());
    } else {
      byte[] extension = ExtendedXmp.extensionOf(embedding.wholeXmp().orElse(main));
      writeExtendedXmp(ExtendedXmp.mainFor(extension), extension);
    }
  }

  private void writeExtendedXmp(byte[] main, byte[] extension) {
    write(JpegSegment.APP1, JpegMetadataReader.XMP, main);
    ExtendedXmp.split(main, extension, room(JpegMetadataReader.EXTENDED_XMP))
        .forEach(part -> write(JpegSegment.APP1, JpegMetadataReader.EXTENDED_XMP, part));
  }

  private void writeImageResources(byte[] resources) {
    int room = room(JpegMetadataReader.PHOTOSHOP);
    for (int at = 0; at < resources.length; at += room) {
      byte[] part = Arrays.copyOfRange(resources, at, Math.min(at + room, resources.length));
      write(JpegSegment.APP13, JpegMetadataReader.PHOTOSHOP, part);
    }
  }

  private void writeProfile(byte[] profile) {
    List<byte[]> parts = IccParts.split(profile, room(JpegMetadataReader.ICC));
    if (parts.isEmpty()) {
      embedding.noPlace("ICC profile (" + profile.length + " bytes)");
    }
    parts.forEach(part -> write(JpegSegment.APP2, JpegMetadataReader.ICC, part));
  }

  private void writeComment(byte[] comment) {
    if (comment.length > JpegSegment.MAX_PAYLOAD) {
      embedding.warn("A comment is too long for one JPEG segment and was split.");
    }
    int at = 0;
    do {
      int end = Math.min(at + JpegSegment.MAX_PAYLOAD, comment.length);
      JpegSegment.write(out, JpegSegment.COM, Arrays.copyOfRange(comment, at, end));
      at = end;
    } while (at < comment.length);
  }

  private void writeText(TextEntry text) {
    if (text.keyword().equals("Comment")) {
      writeComment(text.text().getBytes(StandardCharsets.UTF_8));
    } else {
      String comment = text.keyword() + ": " + text.text();
      writeComment(comment.getBytes(StandardCharsets.UTF_8));
      embedding.warn("The PNG text \"" + text.keyword() + "\" was written as a JPEG comment.");
    }
  }

  private byte[] withDensity(byte[] jfif) {
    if (metadata.resolution().isEmpty() || jfif.length < 12) {
      return jfif;
    }
    Resolution r = metadata.resolution().get();
    double inch = Resolutions.CENTIMETRES_PER_INCH;
    boolean centimetres =
        !(Resolutions.isWhole(r.x()) && Resolutions.isWhole(r.y()))
            && Resolutions.isWhole(r.x() / inch)
            && Resolutions.isWhole(r.y() / inch);
    long x = Math.round(centimetres ? r.x() / inch : r.x());
    long y = Math.round(centimetres ? r.y() / inch : r.y());
    if (x < 1 || y < 1 || x > 0xFFFF || y > 0xFFFF) {
      embedding.noPlace("resolution");
      return jfif;
    }
    ByteBuffer payload = ByteBuffer.wrap(jfif.clone());
    payload.put(7, (byte) (centimetres ? 2 : 1)).putShort(8, (short) x).putShort(10, (short) y);
    return payload.array();
  }

  private static boolean isJfif(JpegSegment segment) {
    return segment.is(JpegSegment.APP0, JpegFile.JFIF);
  }

  /** What encoders may write by themselves must not stand there twice. */
  private static boolean isReplaced(JpegSegment segment) {
    return segment.marker() == JpegSegment.APP1
        || segment.marker() == JpegSegment.APP2
        || segment.marker() == JpegSegment.APP13
        || segment.marker() == JpegSegment.COM;
  }

  private static int room(String identifier) {
    return JpegSegment.MAX_PAYLOAD - identifier.length();
  }

  private void write(int marker, String identifier, byte[] data) {
    ByteBuffer payload = ByteBuffer.allocate(identifier.length() + data.length);
    payload.put(identifier.getBytes(StandardCharsets.ISO_8859_1)).put(data);
    JpegSegment.write(out, marker, payload.array());
  }
}
