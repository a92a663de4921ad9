package io.gpen.image.jpeg;

import io.gpen.image.metadata.Comment;
import io.gpen.image.metadata.ExtendedXmp;
import io.gpen.image.metadata.MetadataBlockReader;
import io.gpen.image.metadata.MetadataBuilder;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.PhotoMetadata.Resolution;
import io.gpen.image.metadata.Resolutions;
import io.gpen.image.metadata.XmpPacket;
import io.gpen.text.Wording;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the metadata of a JPEG file from its application segments. */
final class JpegMetadataReader {

  static final String EXIF = "Exif\0";
  static final String XMP = XmpPacket.IDENTIFIER;
  static final String EXTENDED_XMP = "http://ns.adobe.com/xmp/extension/\0";
  static final String ICC = "ICC_PROFILE\0";
  static final String PHOTOSHOP = "Photoshop 3.0\0";
  private static final int DOTS_PER_INCH = 1;
  private static final int DOTS_PER_CENTIMETRE = 2;

  private final MetadataBuilder metadata = new MetadataBuilder();
  private final MetadataBlockReader blocks = new MetadataBlockReader(metadata);
  private final List<byte[]> profileParts = new ArrayList<>();
  private final List<byte[]> xmpParts = new ArrayList<>();
  private final ByteArrayOutputStream imageResources = new ByteArrayOutputStream();

  private JpegMetadataReader() {}

  /** {@return the metadata of a file; damaged blocks are left out and named in its warnings} */
  static PhotoMetadata read(JpegFile file) {
    JpegMetadataReader reader = new JpegMetadataReader();
    file.header().forEach(reader::take);
    reader.join();
    if (file.strayBytes() > 0) {
      reader.metadata.warnings.add(
          Wording.format(
              "The header of the file is damaged (%d bytes belong to no segment); metadata may be"
                  + " missing.",
              file.strayBytes()));
    }
    return reader.metadata.build();
  }

  private void take(JpegSegment segment) {
    if (segment.is(JpegSegment.APP0, JpegFile.JFIF)) {
      takeDensity(segment);
    } else if (segment.is(JpegSegment.APP1, EXIF)) {
      blocks.exif(segment.after(0));
    } else if (segment.is(JpegSegment.APP1, XMP)) {
      blocks.xmp(segment.after(XMP.length()));
    } else if (segment.is(JpegSegment.APP1, EXTENDED_XMP)) {
      xmpParts.add(segment.after(EXTENDED_XMP.length()));
    } else if (segment.is(JpegSegment.APP2, ICC)) {
      profileParts.add(segment.after(ICC.length()));
    } else if (segment.is(JpegSegment.APP13, PHOTOSHOP)) {
      imageResources.writeBytes(segment.after(PHOTOSHOP.length()));
    } else if (segment.marker() == JpegSegment.COM) {
      metadata.comments.add(new Comment(segment.after(0)));
    } else if (segment.isApplication() && !isAboutEncoding(segment)) {
      metadata.uncarried.add(name(segment));
    }
  }

  private void join() {
    if (!profileParts.isEmpty()) {
      IccParts.join(profileParts)
          .ifPresentOrElse(
              blocks::icc,
              () -> metadata.warnings.add("The ICC profile is incomplete and was left out."));
    }
    if (!xmpParts.isEmpty()) {
      metadata.extendedXmp = ExtendedXmp.join(metadata.xmp, xmpParts);
      if (metadata.extendedXmp.isEmpty()) {
        metadata.warnings.add("The extended XMP is incomplete and was left out.");
      }
    }
    if (imageResources.size() > 0) {
      blocks.imageResources(imageResources.toByteArray());
    }
  }

  private void takeDensity(JpegSegment jfif) {
    if (jfif.length() < 12) {
      metadata.warnings.add("The JFIF header is damaged and was left out.");
      return;
    }
    int unit = jfif.u8(7);
    int x = jfif.u16(8);
    int y = jfif.u16(10);
    Optional<Resolution> resolution = Optional.empty();
    if (unit == DOTS_PER_INCH) {
      resolution = Resolutions.of(x, y);
    } else if (unit == DOTS_PER_CENTIMETRE) {
      double inch = Resolutions.CENTIMETRES_PER_INCH;
      resolution = Resolutions.of(x * inch, y * inch);
    } else if (x != y && x > 0 && y > 0) {
      metadata.uncarried.add("pixel aspect ratio " + x + ":" + y);
    }
    if (metadata.resolution.isEmpty()) {
      metadata.resolution = resolution;
    }
  }

  /** Thumbnails and quality settings of the old file say nothing about the new one. */
  private static boolean isAboutEncoding(JpegSegment segment) {
    return segment.marker() == JpegSegment.APP0
        || segment.is(JpegSegment.APP12, "Ducky")
        || segment.is(JpegSegment.APP14, JpegFile.ADOBE);
  }

  private static String name(JpegSegment segment) {
    if (segment.is(JpegSegment.APP2, "MPF\0")) {
      return "set of further pictures (MPF)";
    }
    StringBuilder identifier = new StringBuilder();
    String start = new String(segment.after(0), StandardCharsets.ISO_8859_1);
    for (int i = 0; i < Math.min(start.length(), 20) && isPrintable(start.charAt(i)); i++) {
      identifier.append(start.charAt(i));
    }
    String number = "JPEG segment APP" + (segment.marker() - JpegSegment.APP0);
    return identifier.length() < 2 ? number : number + " (" + identifier + ")";
  }

  private static boolean isPrintable(char c) {
    return c > ' ' && c < 0x7F;
  }
}
