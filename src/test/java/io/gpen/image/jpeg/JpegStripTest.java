package io.gpen.image.jpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Directory;
import com.drew.metadata.exif.ExifIFD0Directory;
import io.gpen.image.Codec;
import io.gpen.image.TaggedFiles;
import io.gpen.image.TestPictures;
import io.gpen.image.io.PhotoReader;
import io.gpen.image.io.PhotoWriter;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/** Metadata are taken out of a JPEG file without a change to its pixels. */
class JpegStripTest {

  private static byte[] jpeg(int... parameters) {
    Mat scene = TestPictures.scene(120, 90, 3);
    byte[] file = Codec.encode(scene, ".jpg", parameters);
    scene.release();
    return file;
  }

  private static void assertSameStoredPixels(byte[] expected, byte[] actual) {
    Mat a = TestPictures.imreadColour(expected);
    Mat b = TestPictures.imreadColour(actual);
    TestPictures.assertSame(a, b, "pixels");
    a.release();
    b.release();
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 0", "1, 1, 0", "6, 0, 5", "3, 1, 0"})
  void onlyColoursAndOrientationAreLeft(int orientation, int progressive, int restart)
      throws Exception {
    byte[] picture =
        jpeg(
            Imgcodecs.IMWRITE_JPEG_PROGRESSIVE,
            progressive,
            Imgcodecs.IMWRITE_JPEG_RST_INTERVAL,
            restart);
    byte[] tagged = PhotoWriter.embed(picture, Samples.turned(orientation, false)).bytes();
    tagged = TaggedFiles.jpegWith(tagged, 0xe7, "secret place".getBytes(StandardCharsets.US_ASCII));
    byte[] file = Arrays.copyOf(tagged, tagged.length + 9);
    file[file.length - 1] = 'x';
    byte[] stripped = PhotoWriter.strip(file).orElseThrow();
    assertSameStoredPixels(file, stripped);
    PhotoMetadata left = PhotoReader.metadata(stripped);
    assertEquals(orientation, left.orientation());
    assertArrayEquals(Samples.SRGB, left.icc().orElseThrow());
    assertTrue(left.xmp().isEmpty() && left.iptc().isEmpty() && left.comments().isEmpty());
    assertTrue(left.uncarried().isEmpty(), left.uncarried()::toString);
    var found = ImageMetadataReader.readMetadata(new ByteArrayInputStream(stripped));
    ExifIFD0Directory exif = found.getFirstDirectoryOfType(ExifIFD0Directory.class);
    assertEquals(orientation == 1 ? 0 : 1, exif == null ? 0 : exif.getTagCount());
    for (Directory directory : found.getDirectories()) {
      assertTrue(
          List.of("JPEG", "JFIF", "Huffman", "ICC Profile", "Exif IFD0", "File Type")
              .contains(directory.getName()),
          directory.getName());
    }
    assertEquals(-1, new String(stripped, StandardCharsets.ISO_8859_1).indexOf("secret"));
  }

  @Test
  void aCommentBetweenScansAndAThumbnailInTheHeaderAreTakenOut() {
    byte[] file = jpeg(Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1);
    int first = TaggedFiles.indexOf(file, 0, 0xff, 0xda);
    int tables = TaggedFiles.indexOf(file, first, 0xff, 0xc4);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] jfif = {'J', 'F', 'I', 'F', 0, 1, 1, 1, 0, 72, 0, 72, 1, 1, 'x', 'y', 'z'};
    out.write(file, 0, 2);
    JpegSegment.write(out, JpegSegment.APP0, jfif);
    out.write(file, 20, tables - 20);
    JpegSegment.write(out, JpegSegment.COM, "xyz".getBytes(StandardCharsets.US_ASCII));
    out.write(file, tables, file.length - tables);
    byte[] stripped = PhotoWriter.strip(out.toByteArray()).orElseThrow();
    assertSameStoredPixels(file, stripped);
    assertEquals(-1, new String(stripped, StandardCharsets.ISO_8859_1).indexOf("xyz"));
    assertEquals(72, PhotoReader.metadata(stripped).resolution().orElseThrow().x());
  }

  @Test
  void aFileWithoutAnEndIsLeftToTheEncoder() {
    byte[] file = jpeg();
    assertEquals(Optional.empty(), PhotoWriter.strip(Arrays.copyOf(file, file.length - 2)));
  }
}
