package io.gpen.image.metadata;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Photoshop's image resources ("Adobe Photoshop File Formats Specification", Image Resource
 * Blocks), among them the IPTC record.
 */
public final class ImageResources {

  private static final int IPTC = 0x0404;

  /** ResolutionInfo. */
  private static final int RESOLUTION = 0x03ED;

  private static final int RESOLUTION_BYTES = 16;
  private static final Set<Integer> THUMBNAILS = Set.of(0x0409, 0x040C);
  private static final Set<String> SIGNATURES = Set.of("8BIM", "MeSa", "AgHg", "PHUT", "DCSR");

  private ImageResources() {}

  /**
   * One resource.
   *
   * @param id what it is
   * @param block its header, data and padding
   * @param data what it holds
   */
  private record Resource(int id, byte[] block, byte[] data) {}

  /** {@return the sound resources from the start on} */
  static byte[] sound(byte[] resources) {
    return join(split(resources));
  }

  /** {@return whether nothing but padding follows the sound resources} */
  static boolean isSound(byte[] resources) {
    for (int i = sound(resources).length; i < resources.length; i++) {
      if (resources[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** {@return the resources with a multiplied resolution, if they state one} */
  static byte[] enlarged(byte[] resources, int factor) {
    List<Resource> all = split(resources);
    for (Resource resource : all) {
      if (resource.id() == RESOLUTION && resource.data().length >= RESOLUTION_BYTES) {
        ByteBuffer block = ByteBuffer.wrap(resource.block());
        // Pixels per inch across and down, each with 16 bits of fraction, whatever unit is shown.
        int data = resource.block().length - resource.data().length - resource.data().length % 2;
        for (int at : new int[] {data, data + RESOLUTION_BYTES / 2}) {
          long multiplied = factor * (block.getInt(at) & 0xFFFFFFFFL);
          block.putInt(at, (int) Math.min(multiplied, 0xFFFFFFFFL));
        }
      }
    }
    return join(all);
  }

  static byte[] withoutThumbnails(byte[] resources) {
    return without(resources, THUMBNAILS);
  }

  /** {@return the resources without the IPTC record, which TIFF holds elsewhere} */
  public static byte[] withoutIptc(byte[] resources) {
    return without(resources, Set.of(IPTC));
  }

  private static byte[] without(byte[] resources, Set<Integer> ids) {
    List<Resource> all = split(resources);
    all.removeIf(r -> ids.contains(r.id()));
    return join(all);
  }

  /** {@return the IPTC record as such} */
  public static Optional<byte[]> iptc(byte[] resources) {
    return split(resources).stream().filter(r -> r.id() == IPTC).map(Resource::data).findFirst();
  }

  /** {@return the resources with this IPTC record instead of theirs} */
  public static byte[] withIptc(byte[] resources, byte[] record) {
    if (iptc(resources).filter(present -> Arrays.equals(present, record)).isPresent()) {
      return resources;
    }
    List<Resource> all = split(resources);
    all.removeIf(r -> r.id() == IPTC);
    ByteBuffer block = ByteBuffer.allocate(12 + record.length + record.length % 2);
    block
        .put("8BIM".getBytes(StandardCharsets.US_ASCII))
        .putShort((short) IPTC)
        .putShort((short) 0);
    block.putInt(record.length).put(record);
    // By convention they are sorted by number.
    int at = 0;
    while (at < all.size() && all.get(at).id() < IPTC) {
      at++;
    }
    all.add(at, new Resource(IPTC, block.array(), record));
    return join(all);
  }

  private static List<Resource> split(byte[] resources) {
    List<Resource> all = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(resources);
    while (in.remaining() >= 12) {
      int start = in.position();
      String signature = new String(resources, start, 4, StandardCharsets.ISO_8859_1);
      int id = in.getShort(start + 4) & 0xFFFF;
      // The name is a Pascal string that is padded to an even length, its length byte included.
      int header = 6 + ((resources[start + 6] & 0xFF) + 2) / 2 * 2 + 4;
      if (!SIGNATURES.contains(signature) || header > in.remaining()) {
        break;
      }
      long length = in.getInt(start + header - 4) & 0xFFFFFFFFL;
      if (length > in.remaining() - header) {
        break;
      }
      int dataEnd = start + header + (int) length;
      int end = Math.min(dataEnd + (int) (length % 2), resources.length);
      all.add(
          new Resource(
              id,
              Arrays.copyOfRange(resources, start, end),
              Arrays.copyOfRange(resources, start + header, dataEnd)));
      in.position(end);
    }
    return all;
  }

  private static byte[] join(List<Resource> resources) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    resources.forEach(r -> out.writeBytes(r.block()));
    return out.toByteArray();
  }
}
