package io.gpen.image.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.ExifThumbnailDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.icc.IccDirectory;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import io.gpen.image.metadata.ExifSample;
import io.gpen.image.metadata.MetadataBuilder;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was embedded is found by a reader that is not ours. */
class IndependentReaderTest {

  @ParameterizedTest
  @CsvSource({
    ".jpg,II",
    ".png,II",
    ".webp,II",
    ".tif,II",
    ".jpg,MM",
    ".png,MM",
    ".webp,MM",
    ".tif,MM"
  })
  void findsDateCameraPositionAndSoftware(String extension, String order) throws Exception {
    Metadata found = embedded(extension, order);
    ExifIFD0Directory main = found.getFirstDirectoryOfType(ExifIFD0Directory.class);
    assertEquals("Voigt", main.getString(ExifIFD0Directory.TAG_MAKE));
    assertEquals(1, main.getInt(ExifIFD0Directory.TAG_ORIENTATION));
    assertEquals("gpen 0.1", main.getString(ExifIFD0Directory.TAG_SOFTWARE));
    assertEquals(300, main.getInt(ExifIFD0Directory.TAG_X_RESOLUTION));
    ExifSubIFDDirectory exif = found.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
    assertEquals(ExifSample.DATE, exif.getString(ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL));
    assertEquals(480, exif.getInt(ExifSubIFDDirectory.TAG_EXIF_IMAGE_WIDTH));
    assertEquals(640, exif.getInt(ExifSubIFDDirectory.TAG_EXIF_IMAGE_HEIGHT));
    GpsDirectory gps = found.getFirstDirectoryOfType(GpsDirectory.class);
    assertEquals(48.5, gps.getGeoLocation().getLatitude(), 1e-9);
    assertEquals(9.25, gps.getGeoLocation().getLongitude(), 1e-9);
    assertFalse(found.containsDirectoryOfType(ExifThumbnailDirectory.class));
    for (Directory directory : found.getDirectories()) {
      // TIFF files fill the record up to whole words, of which this reader complains.
      boolean sound = !directory.hasErrors() || directory instanceof IptcDirectory;
      assertTrue(sound, () -> directory.getName() + directory.getErrors());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".jpg", ".png", ".webp", ".tif"})
  void findsLabelAndProfile(String extension) throws Exception {
    Metadata found = embedded(extension, "II");
    XmpDirectory xmp = found.getFirstDirectoryOfType(XmpDirectory.class);
    assertEquals("Gr\u00fcn", xmp.getXmpProperties().get("xmp:Label"));
    assertEquals("1", xmp.getXmpProperties().get("tiff:Orientation"));
    IccDirectory icc = found.getFirstDirectoryOfType(IccDirectory.class);
    assertEquals("RGB ", icc.getString(IccDirectory.TAG_COLOR_SPACE));
  }

  @ParameterizedTest
  @ValueSource(strings = {".jpg", ".tif"})
  void findsCaption(String extension) throws Exception {
    IptcDirectory iptc = embedded(extension, "II").getFirstDirectoryOfType(IptcDirectory.class);
    assertNotNull(iptc, extension);
    assertEquals(Samples.CAPTION, iptc.getString(IptcDirectory.TAG_CAPTION));
  }

  @Test
  void findsTheSoftwareWhereThereWasNoMetadata() throws Exception {
    PhotoMetadata none = PhotoMetadata.NONE.upright("gpen 0.1");
    for (String extension : new String[] {".jpg", ".webp", ".tif"}) {
      Metadata found = read(PhotoWriter.embed(Samples.picture(extension), none).bytes());
      ExifIFD0Directory main = found.getFirstDirectoryOfType(ExifIFD0Directory.class);
      assertEquals("gpen 0.1", main.getString(ExifIFD0Directory.TAG_SOFTWARE), extension);
    }
  }

  private static Metadata embedded(String extension, String order) throws Exception {
    MetadataBuilder all = Samples.everything();
    ByteOrder bytes = order.equals("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    all.exif = Optional.of(ExifSample.block(bytes, 6));
    PhotoMetadata upright = all.build().upright("gpen 0.1");
    return read(PhotoWriter.embed(Samples.picture(extension), upright).bytes());
  }

  private static Metadata read(byte[] file) throws ImageProcessingException, IOException {
    return ImageMetadataReader.readMetadata(new ByteArrayInputStream(file));
  }
}
