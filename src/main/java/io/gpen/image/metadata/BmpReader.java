package io.gpen.image.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Reads the metadata of a Windows bitmap: resolution and, in the latest header, a profile. */
final class BmpReader {

  static final int HEADER_SIZE = 14;
  static final int X_PER_METRE = 38;
  static final int Y_PER_METRE = 42;
  static final int INFO_HEADER = 40;
  private static final int V5_HEADER = 124;
  private static final int COLOUR_SPACE = HEADER_SIZE + 56;
  private static final int PROFILE_OFFSET = HEADER_SIZE + 112;
  private static final int PROFILE_SIZE = HEADER_SIZE + 116;
  private static final int EMBEDDED = 0x4D424544; // "MBED"
  private static final int LINKED = 0x4C494E4B; // "LINK"

  private BmpReader() {}

  static PhotoMetadata read(byte[] file) {
    MetadataBuilder metadata = new MetadataBuilder();
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int header = file.length < HEADER_SIZE + INFO_HEADER ? 0 : in.getInt(HEADER_SIZE);
    if (header >= INFO_HEADER) {
      metadata.resolution = Resolutions.ofPerMetre(in.getInt(X_PER_METRE), in.getInt(Y_PER_METRE));
    }
    if (header >= V5_HEADER && file.length >= HEADER_SIZE + V5_HEADER) {
      if (in.getInt(COLOUR_SPACE) == EMBEDDED) {
        takeProfile(in, metadata);
      } else if (in.getInt(COLOUR_SPACE) == LINKED) {
        metadata.uncarried.add("link to an ICC profile");
      }
    }
    return metadata.build();
  }

  private static void takeProfile(ByteBuffer in, MetadataBuilder metadata) {
    long start = HEADER_SIZE + (in.getInt(PROFILE_OFFSET) & 0xFFFFFFFFL);
    long end = start + (in.getInt(PROFILE_SIZE) & 0xFFFFFFFFL);
    byte[] profile =
        end > in.capacity() ? new byte[0] : Arrays.copyOfRange(in.array(), (int) start, (int) end);
    new Blocks(metadata).icc(profile);
  }
}
