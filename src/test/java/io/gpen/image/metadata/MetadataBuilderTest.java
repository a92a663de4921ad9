package io.gpen.image.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetadataBuilderTest {

  @Test
  void oneSentenceIsSaidOnceHoweverManyBlocksItConcerns() {
    MetadataBuilder metadata = new MetadataBuilder();
    for (int i = 0; i < 500; i++) {
      metadata.warnings.add("A second EXIF block was left out.");
    }
    metadata.warnings.add("A second XMP packet was left out.");
    assertEquals(
        List.of("A second EXIF block was left out.", "A second XMP packet was left out."),
        metadata.build().warnings());
  }
}
