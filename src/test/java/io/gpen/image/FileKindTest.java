package io.gpen.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.image.PhotoException.Kind;
import io.gpen.image.io.PhotoReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are told by their first bytes, and what is not supported is named. */
class FileKindTest {

  private static byte[] bytes(String escaped) {
    byte[] head = escaped.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
    return Arrays.copyOf(head, 64);
  }

  @ParameterizedTest
  @CsvSource({
    "GIF89a,GIF",
    "\\0\\0\\0 ftypheic,HEIC",
    "\\0\\0\\0 ftypmif1,HEIC",
    "\\0\\0\\0 ftypavif,AVIF",
    "'\\0\\0\\0 ftypcrx ',camera RAW",
    "\\0\\0\\0 ftypqt  ,video",
    "\\377\\12,JPEG XL",
    "\\0\\0\\0\\14JXL \\15\\12,JPEG XL",
    "\\0\\0\\0\\14jP  \\15\\12,JPEG 2000",
    "\\377O\\377Q,JPEG 2000",
    "8BPS\\0\\1,Photoshop PSD",
    "II*\\0\\20\\0\\0\\0CR\\2\\0,camera RAW",
    "FUJIFILMCCD-RAW 0201,camera RAW",
    "IIU\\0,camera RAW",
    "IIRO,camera RAW",
    "%PDF-1.7,PDF",
    "gimp xcf v011,GIMP XCF",
    "v/1\\1,OpenEXR",
    "#?RADIANCE,Radiance HDR",
    "P6\\n640 480,PNM",
    "\\0\\0\\2\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\2\\0\\2\\30\\0,TGA",
    "\\0\\0\\12\\0\\0\\0\\0\\0\\0\\0\\0\\0\\200\\2\\340\\1\\30\\40,TGA",
    "\\0\\1\\1\\0\\0\\0\\1\\30\\0\\0\\0\\0\\0\\2\\0\\2\\10\\0,TGA",
    "\\12\\5\\1\\10\\0\\0\\0\\0\\377\\1\\377\\1,PCX",
    "\\0\\0\\1\\0\\1\\0\\40\\40\\0\\0\\1\\0\\40\\0\\250\\20\\0\\0\\26\\0\\0\\0,ICO",
    "qoif,QOI",
    "'DDS ',DDS",
    "\\212MNG\\15\\12\\32\\12,MNG",
  })
  void unsupportedKindsAreNamed(String start, String name) {
    PhotoException e = assertThrows(PhotoException.class, () -> PhotoReader.header(bytes(start)));
    assertEquals(Kind.UNSUPPORTED, e.kind());
    assertTrue(e.getMessage().startsWith(name + " is not supported"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BMW is a car maker",
        "P6 is a paper size?",
        "IIX",
        "RIFF1234WAVE",
        "\\0",
        "\\n\\n1. Heading"
      })
  void otherFilesAreNoPictures(String start) {
    assertEquals(Optional.empty(), FileKind.of(bytes(start)));
  }

  @Test
  void fewBytesAreEnoughOrTooFew() {
    assertEquals(Optional.empty(), FileKind.of(new byte[0]));
    assertEquals(Optional.empty(), FileKind.of(new byte[] {(byte) 0xff, (byte) 0xd8}));
    assertEquals(FileKind.JPEG, FileKind.of(bytes("\\377\\330\\377")).orElseThrow());
    assertEquals(PhotoFormat.BMP, FileKind.of(bytes("BM")).orElseThrow().format().orElseThrow());
  }

  /** As libjpeg and exiftool read it; without a second marker there is nothing that says JPEG. */
  @Test
  void aFewStrayBytesBeforeTheFirstSegmentAreStillAJpeg() {
    assertEquals(
        FileKind.JPEG, FileKind.of(bytes("\\377\\330\\0\\1\\377\\340\\0\\20JFIF")).orElseThrow());
    assertEquals(Optional.empty(), FileKind.of(bytes("\\377\\330 a text")));
  }

  @ParameterizedTest
  @CsvSource({
    "\\303,lossless JPEG",
    "\\311,arithmetic-coded JPEG",
    "\\305,hierarchical JPEG",
    "\\367,JPEG-LS"
  })
  void rareJpegProcessesAreNamed(String marker, String name) {
    byte[] file = bytes("\\377\\330\\377" + marker + "\\0\\13\\10\\0\\10\\0\\10\\1\\1\\21\\0");
    PhotoException e = assertThrows(PhotoException.class, () -> PhotoReader.header(file));
    assertEquals(Kind.UNSUPPORTED, e.kind());
    assertTrue(e.getMessage().startsWith(name), e.getMessage());
  }

  @Test
  void animatedWebpIsNamed() {
    byte[] file = bytes("RIFF8\\0\\0\\0WEBPVP8X\\12\\0\\0\\0\\2");
    PhotoException e = assertThrows(PhotoException.class, () -> PhotoReader.header(file));
    assertTrue(e.getMessage().startsWith("animated WebP is not supported"), e.getMessage());
  }
}
