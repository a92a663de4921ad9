package io.gpen.image.png;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gpen.image.io.PhotoReader;
import io.gpen.image.io.PhotoWriter;
import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.PngChunk;
import io.gpen.image.metadata.Samples;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which chunks are carried on, and where they stand. */
class PngMetadataTest {

  @Test
  void pngChunksStandBeforeTheDataAndColourBeforeThePalette() {
    byte[] file = PhotoWriter.embed(Samples.picture(".png"), Samples.everything().build()).bytes();
    List<String> types =
        new PngChunks(file)
            .all().stream().map(PngChunks.Chunk::type).filter(t -> !t.equals("IDAT")).toList();
    assertEquals(
        List.of(
            "IHDR", "iCCP", "gAMA", "tIME", "prVt", "pHYs", "eXIf", "iTXt", "zTXt", "tEXt", "tEXt",
            "iTXt", "IEND"),
        types);
  }

  @Test
  void pngChunksThatHangOnThePixelsAreNotCopied() {
    byte[] picture = Samples.picture(".png");
    PngChunks chunks = new PngChunks(picture);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(picture, 0, PngChunks.SIGNATURE);
    chunks.copy(chunks.all().get(0), out);
    for (String type : List.of("sBIT", "bKGD", "prVT", "prVt")) {
      PngChunks.write(new PngChunk(type, new byte[] {1, 1, 1}), out);
    }
    chunks.all().stream().skip(1).forEach(chunk -> chunks.copy(chunk, out));
    PhotoMetadata metadata = PhotoReader.metadata(out.toByteArray());
    EmbeddedMetadata embedded = PhotoWriter.embed(picture, metadata);
    assertEquals(
        List.of(
            "The PNG chunk prVT is not supported and was left out.",
            "The PNG chunk bKGD does not fit the new picture and was left out."),
        embedded.warnings());
    assertEquals(
        List.of("sBIT", "prVt"),
        PhotoReader.metadata(embedded.bytes()).pngChunks().stream().map(PngChunk::type).toList());
  }
}
