package io.gpen.image.bmp;

import io.gpen.image.metadata.MetadataBlockReader;
import io.gpen.image.metadata.MetadataBuilder;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.Resolutions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Reads the metadata of a Windows bitmap: resolution and, in the latest header, a profile. */
final class BmpMetadataReader {

  private BmpMetadataReader() {}

  /** {@return the metadata of a file; damaged blocks are left out and named in its warnings} */
  static PhotoMetadata read(byte[] file) {
    MetadataBuilder metadata = new MetadataBuilder();
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int header = file.length < BmpHeader.INFO + BmpHeader.PLAIN ? 0 : in.getInt(BmpHeader.INFO);
    if (header >= BmpHeader.PLAIN) {
      metadata.resolution =
          Resolutions.ofPerMetre(
              in.getInt(BmpHeader.X_PER_METRE), in.getInt(BmpHeader.Y_PER_METRE));
    }
    if (header >= BmpHeader.V5 && file.length >= BmpHeader.INFO + BmpHeader.V5) {
      if (in.getInt(BmpHeader.COLOUR_SPACE) == BmpHeader.EMBEDDED) {
        takeProfile(in, metadata);
      } else if (in.getInt(BmpHeader.COLOUR_SPACE) == BmpHeader.LINKED) {
        metadata.uncarried.add("link to an ICC profile");
      }
    }
    return metadata.build();
  }

  private static void takeProfile(ByteBuffer in, MetadataBuilder metadata) {
    long start = BmpHeader.INFO + (in.getInt(BmpHeader.PROFILE_OFFSET) & 0xFFFFFFFFL);
    long end = start + (in.getInt(BmpHeader.PROFILE_SIZE) & 0xFFFFFFFFL);
    byte[] profile =
        end > in.capacity() ? new byte[0] : Arrays.copyOfRange(in.array(), (int) start, (int) end);
    new MetadataBlockReader(metadata).icc(profile);
  }
}
