package io.gpen.degrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.degrade.DegradationParameters.Range;
import io.gpen.degrade.stage.DamagePicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DegradeSettingsTest {

  private static final DegradeSettings GPEN =
      DegradeSettings.of(DegradationPreset.GPEN, false, List.of());

  @TempDir private Path folder;

  private DegradeSettings read(String text) throws IOException {
    return DegradeSettings.read(Files.writeString(folder.resolve("p.properties"), text), GPEN);
  }

  @Test
  void everyPresetComesBackFromItsFile() throws IOException {
    for (DegradationPreset preset : DegradationPreset.values()) {
      DegradeSettings settings =
          DegradeSettings.of(preset, true, List.of()).with(Optional.of(-3L), OptionalInt.of(256));
      assertEquals(settings, read(settings.text()));
    }
  }

  @Test
  void aFileSaysWhatDiffersFromItsPreset() throws IOException {
    DegradeSettings settings = read("preset = old-photo\ngrain.strength = 0.1..33\nseed=5");
    DegradationParameters old = DegradationPreset.OLD_PHOTO.parameters();
    assertEquals(new Range(0.1, 33), settings.parameters().grain().strength());
    assertEquals(old.grain().size(), settings.parameters().grain().size());
    assertEquals(old.scan(), settings.parameters().scan());
    assertEquals(5, settings.seed());
    assertEquals(new Range(4, 4), read("reference.blur = 4").parameters().reference().blur());
    assertEquals(6, settings.with(Optional.of(6L), OptionalInt.empty()).seed());
  }

  @Test
  void whatIsWrongInAFileIsNamed() {
    assertWrong("grian.share = 1", "there is no parameter grian.share");
    assertWrong("grain.share = 2", "grain.share must be from 0 to 1");
    assertWrong("grain.share = much", "grain.share must be a number, not much");
    assertWrong(
        "grain.size = 3..2", "grain.size must be a range such as 0.5..2, up to 10000, not 3..2");
    assertWrong(
        "dust.count = 5..1e9",
        "dust.count must be a range such as 0.5..2, up to 10000, not 5..1e9");
    assertWrong("side = 1.5", "side must be a whole number, not 1.5");
    assertWrong("reference.quality = 0..50", "reference.quality must be from 1 to 100");
    assertWrong("reference.shrink = 0..2", "reference.shrink must be above 0");
    assertWrong("fading.strength = 0..2", "fading.strength must be from 0 to 1");
    assertWrong(
        "preset = new", "preset must be one of gpen, mild, medium, strong, old-photo, not new");
    assertWrong("size = 0", "size must be 1 or more");
    assertWrong("pairs = yes", "pairs must be true or false, not yes");
    assertWrong("seed = x", "seed must be a whole number, not x");
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsAreRead() throws IOException {
    DegradeSettings read = read("\uFEFFpreset = old-photo\r\ngrain.share = 0.5\r\n");
    assertEquals(DegradationPreset.OLD_PHOTO, read.preset());
    assertEquals(0.5, read.parameters().grain().share());
  }

  @Test
  void aFolderOrAnotherEncodingIsNamed() throws IOException {
    IOException e = assertThrows(IOException.class, () -> DegradeSettings.read(folder, GPEN));
    assertTrue(e.getMessage().startsWith(folder + " cannot be read: "), e.getMessage());
    Path file = Files.write(folder.resolve("latin"), new byte[] {'a', (byte) 0xe4, '\n'});
    e = assertThrows(IOException.class, () -> DegradeSettings.read(file, GPEN));
    assertEquals(file + " is not UTF-8: save it as UTF-8", e.getMessage());
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path gone = folder.resolve("gone.properties");
    IOException e = assertThrows(IOException.class, () -> DegradeSettings.read(gone, GPEN));
    assertEquals(gone + " cannot be read: there is no such file or folder", e.getMessage());
  }

  private void assertWrong(String text, String message) {
    DegradeUsageException e = assertThrows(DegradeUsageException.class, () -> read(text));
    assertTrue(e.getMessage().endsWith("p.properties: " + message), e.getMessage());
  }

  @Test
  void anotherFolderOfDamageIsRefused() throws IOException {
    DegradeSettings damaged =
        DegradeSettings.of(
            DegradationPreset.OLD_PHOTO, false, List.of(new DamagePicture("a", new byte[] {1})));
    assertWrong(
        damaged.text(),
        "the run that wrote it had other pictures of damage; name their folder with --damage");
    Path file = Files.writeString(folder.resolve("d.properties"), damaged.text());
    assertEquals(damaged, DegradeSettings.read(file, damaged));
  }

  @Test
  void whatNoPictureCanHaveIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Range(-1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Range(1, Double.NaN));
    assertThrows(
        IllegalArgumentException.class,
        () -> new DegradationParameters.Effect(1.5, new Range(0, 1)));
  }
}
