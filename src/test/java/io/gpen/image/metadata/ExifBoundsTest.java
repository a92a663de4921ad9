package io.gpen.image.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Blocks of many and of overlapping fields, which must not take longer than others. */
class ExifBoundsTest {

  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
  private static final int FIELDS = 3000;

  @Test
  void ofThousandsOfLargeFieldsAsManyStayAsThereIsRoomFor() {
    List<TiffField> fields = new ArrayList<>();
    for (int i = 0; i < FIELDS; i++) {
      fields.add(new TiffField(0x1000 + i, TiffField.UNDEFINED, new byte[4000 + i % 2], ORDER));
    }
    byte[] block = new TiffTree(List.of(), fields, List.of(), List.of()).toBlock(ORDER);
    Embedding embedding = new Embedding(PhotoMetadata.NONE, "JPEG");
    byte[] shorter = embedding.exifWithin(block, 65_000).orElseThrow();
    assertTrue(shorter.length > 60_000 && shorter.length <= 65_000, "" + shorter.length);
    List<String> warnings = embedding.result(new byte[0]).warnings();
    assertEquals(6, warnings.size(), warnings::toString);
    int left = TiffTree.of(TiffStructure.of(shorter).orElseThrow()).orElseThrow().exif().size();
    assertEquals((FIELDS - left - 5) + " more EXIF fields were left out.", warnings.get(5));
  }

  /** Each field of the thumbnail's directory covers all that follows the directories. */
  @Test
  void overlappingFieldsOfAThumbnailAreClearedOnce() {
    int size = 40_000_000;
    int second = 26;
    int values = second + 2 + FIELDS * 12 + 4;
    ByteBuffer block = ByteBuffer.allocate(size).order(ORDER);
    block.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
    block.putShort((short) 1);
    block.putShort((short) 0x112).putShort((short) 3).putInt(1).putInt(6);
    block.putInt(second);
    block.putShort((short) FIELDS);
    for (int i = 0; i < FIELDS; i++) {
      block.putShort((short) i).putShort((short) 7).putInt(size - values).putInt(values);
    }
    block.put(size - 1, (byte) 7);
    byte[] upright = ExifBlock.upright(block.array(), false, "gpen");
    assertEquals(1, ExifBlock.orientation(upright));
    assertTrue(upright.length < 200, "" + upright.length);
  }
}
