package io.gpen.image.metadata;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Takes raw blocks of a file into the metadata if they are sound, and names those that are not. */
public final class MetadataBlockReader {

  private static final byte[] EXIF_HEADER = "Exif\0".getBytes(StandardCharsets.US_ASCII);

  private final MetadataBuilder metadata;

  /**
   * Reads blocks into a builder.
   *
   * @param metadata receives what the blocks say
   */
  public MetadataBlockReader(MetadataBuilder metadata) {
    this.metadata = metadata;
  }

  /** Takes an EXIF block, with or without the header of JPEG before it. */
  public void exif(byte[] block) {
    if (metadata.exif.isPresent()) {
      metadata.warnings.add("A second EXIF block was left out.");
      return;
    }
    boolean header = startsWith(block, EXIF_HEADER) && block.length >= 6;
    byte[] bare = header ? Arrays.copyOfRange(block, 6, block.length) : block;
    metadata.exif = ExifRepair.sound(bare, metadata.warnings);
  }

  /** Takes an XMP packet. */
  public void xmp(byte[] packet) {
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
  public void imageResources(byte[] resources) {
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
  public void icc(byte[] profile) {
    if (IccProfile.isSound(profile)) {
      metadata.icc = Optional.of(profile);
    } else {
      metadata.warnings.add("The ICC profile is damaged and was left out.");
    }
  }

  /** Takes an EXIF block that counts only if there is no other. */
  public void exifUnlessPresent(byte[] block) {
    if (metadata.exif.isEmpty()) {
      exif(block);
    }
  }

  /** Takes an XMP packet that counts only if there is no other. */
  public void xmpUnlessPresent(byte[] packet) {
    if (metadata.xmp.isEmpty()) {
      xmp(packet);
    }
  }

  /** Takes an ICC profile that counts only if there is no other. */
  public void iccUnlessPresent(byte[] profile) {
    if (metadata.icc.isEmpty()) {
      icc(profile);
    }
  }

  /** Takes what may be Photoshop's image resources or a bare IPTC record. */
  public void imageResourcesOrIptc(byte[] block) {
    if (block.length > 0 && block[0] == IptcRecord.MARKER) {
      imageResources(ImageResources.withIptc(new byte[0], block));
    } else {
      imageResources(block);
    }
  }

  /** {@return whether bytes begin with others} */
  public static boolean startsWith(byte[] bytes, byte[] start) {
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
