package io.gpen.image.metadata;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Takes raw blocks of a file into the metadata if they are sound, and names those that are not. */
final class Blocks {

  private static final byte[] EXIF_HEADER = "Exif\0".getBytes(StandardCharsets.US_ASCII);
  private static final int ICC_HEADER = 128;
  private static final int ICC_SIGNATURE = 0x61637370; // "acsp", ICC.1, 7.2.12

  private final MetadataBuilder metadata;

  Blocks(MetadataBuilder metadata) {
    this.metadata = metadata;
  }

  /** Takes an EXIF block, with or without the header of JPEG before it. */
  void exif(byte[] block) {
    if (metadata.exif.isPresent()) {
      metadata.warnings.add("A second EXIF block was left out.");
      return;
    }
    boolean header = startsWith(block, EXIF_HEADER) && block.length >= 6;
    byte[] bare = header ? Arrays.copyOfRange(block, 6, block.length) : block;
    metadata.exif = ExifRepair.sound(bare, metadata.warnings);
  }

  /** Takes an XMP packet. */
  void xmp(byte[] packet) {
    if (metadata.xmp.isPresent()) {
      metadata.warnings.add("A second XMP packet was left out.");
      return;
    }
    byte[] text = withoutTrailingZeros(packet);
    if (XmpPacket.isSound(text)) {
      metadata.xmp = Optional.of(text);
    } else {
      metadata.warnings.add("The XMP packet is damaged and was left out.");
    }
  }

  /** Takes Photoshop's image resources. */
  void imageResources(byte[] resources) {
    byte[] sound = ImageResources.sound(resources);
    if (!ImageResources.isSound(resources)) {
      metadata.warnings.add(
          sound.length == 0
              ? "The IPTC block is damaged and was left out."
              : "The IPTC block is damaged and its end was left out.");
    }
    metadata.iptc = Optional.of(sound).filter(s -> s.length > 0);
  }

  /** Takes an ICC profile. */
  void icc(byte[] profile) {
    if (isProfile(profile)) {
      metadata.icc = Optional.of(profile);
    } else {
      metadata.warnings.add("The ICC profile is damaged and was left out.");
    }
  }

  private static boolean isProfile(byte[] profile) {
    if (profile.length < ICC_HEADER + 4) {
      return false;
    }
    ByteBuffer bytes = ByteBuffer.wrap(profile);
    long size = bytes.getInt(0) & 0xFFFFFFFFL;
    long tags = bytes.getInt(ICC_HEADER) & 0xFFFFFFFFL;
    if (bytes.getInt(36) != ICC_SIGNATURE
        || size > profile.length
        || ICC_HEADER + 4 + tags * 12 > profile.length) {
      return false;
    }
    for (int i = 0; i < tags; i++) {
      long offset = bytes.getInt(ICC_HEADER + 8 + i * 12) & 0xFFFFFFFFL;
      long length = bytes.getInt(ICC_HEADER + 12 + i * 12) & 0xFFFFFFFFL;
      if (offset + length > profile.length) {
        return false;
      }
    }
    return true;
  }

  static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  private static byte[] withoutTrailingZeros(byte[] text) {
    int end = text.length;
    while (end > 0 && text[end - 1] == 0) {
      end--;
    }
    return Arrays.copyOf(text, end);
  }
}
