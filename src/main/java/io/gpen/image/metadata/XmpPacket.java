package io.gpen.image.metadata;

/** The XMP packet. */
final class XmpPacket {

  private XmpPacket() {}

  static byte[] upright(byte[] packet, boolean turned) {
    return packet;
  }
}
