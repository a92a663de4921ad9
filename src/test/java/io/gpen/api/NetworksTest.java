package io.gpen.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.gpen.engine.DeviceChoice;
import io.gpen.engine.EngineOptions;
import io.gpen.files.Sha256;
import io.gpen.paste.PasteOptions;
import io.gpen.restore.RestoreOptions;
import io.gpen.tuning.PrecisionChoice;
import io.gpen.zoo.Catalog;
import io.gpen.zoo.ModelZoo;
import io.gpen.zoo.Zoos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tells one set of networks from another in the manifest. */
class NetworksTest {

  @TempDir Path folder;

  private Map<String, Sha256> digests(PasteOptions paste) {
    ModelChoice models =
        new ModelChoice(
            new ModelZoo(List.of(folder)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            OptionalDouble.empty());
    EngineOptions engine = new EngineOptions(DeviceChoice.CPU, 1);
    try (Networks networks =
        new Networks(models, engine, PrecisionChoice.FP32, OptionalInt.empty())) {
      return networks.digests(RestoreOptions.DEFAULTS.with(paste));
    }
  }

  @Test
  void anotherCurveOfSharesInTheCatalogueDoesPhotosAgainIfSharesAreAutomatic() throws IOException {
    Zoos.catalogue(folder, Optional.empty());
    Files.write(folder.resolve("small.pth"), new byte[] {1});
    Files.write(folder.resolve("finder.pth"), new byte[] {2});
    Map<String, Sha256> blended = digests(PasteOptions.DEFAULTS);
    Map<String, Sha256> whole = digests(PasteOptions.DEFAULTS.withAlpha(1));
    Path file = folder.resolve(Catalog.FILE);
    String entry = "{\"name\": \"small\", \"shares\": {\"none\": 1, \"whole\": 5},";
    Files.writeString(file, Files.readString(file).replace("{\"name\": \"small\",", entry));
    assertNotEquals(blended, digests(PasteOptions.DEFAULTS));
    assertEquals(whole, digests(PasteOptions.DEFAULTS.withAlpha(1)));
    assertEquals(blended.get("generator"), digests(PasteOptions.DEFAULTS).get("generator"));
  }
}
