package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.gpen.Shared;
import io.gpen.Shipped;
import io.gpen.image.PhotoHeader;
import io.gpen.image.io.PhotoReader;
import io.gpen.zoo.Catalog;
import io.gpen.zoo.CatalogEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue alone says which model is the default: nothing else knows its name or size. */
class DefaultModelTest {

  private static final String PHOTO = "greek-immigrants-1905.jpg";

  @TempDir private Path folder;

  static List<CatalogEntry> generators() {
    return Shipped.generators();
  }

  /** Writes the program's catalogue with another default, and its models beside it. */
  private Path zooWithDefault(CatalogEntry generator) throws IOException {
    Path zoo = Files.createDirectory(folder.resolve("zoo"));
    JsonObject catalogue =
        JsonParser.parseString(Files.readString(Path.of("model_zoo", Catalog.FILE)))
            .getAsJsonObject();
    for (JsonElement model : catalogue.getAsJsonArray("models")) {
      JsonObject entry = model.getAsJsonObject();
      if (entry.get("task").getAsString().equals("restoration")) {
        entry.addProperty("default", entry.get("name").getAsString().equals(generator.name()));
      }
    }
    Files.writeString(zoo.resolve(Catalog.FILE), catalogue.toString());
    for (CatalogEntry entry : List.of(generator, Shipped.detector())) {
      Path weights = Shipped.weights(entry).toAbsolutePath();
      Files.createSymbolicLink(zoo.resolve(entry.file()), weights);
    }
    return zoo;
  }

  private int run(String... arguments) {
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), 0);
    return Gpen.run(
        new CommandContext(
            console, Map.of(), new RestoreService.WithNetworks(), new Interruption()),
        arguments);
  }

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @MethodSource("generators")
  void isUsedWhateverItIs(CatalogEntry generator) throws IOException {
    String zoo = zooWithDefault(generator).toString();
    Path restored = folder.resolve("out");
    Path crops = folder.resolve("crops");
    int code =
        run(
            ("restore --largest-only --guard off --blend off -i %s -o %s --save-faces %s"
                    + " --model-zoo %s")
                .formatted(Shared.testphoto(PHOTO), restored, crops, zoo)
                .split(" "));
    assertEquals(0, code, err.toString());
    String photo = Files.readString(restored.resolve(PHOTO), StandardCharsets.ISO_8859_1);
    assertTrue(photo.contains("with the model " + generator.name()), err.toString());
    try (Stream<Path> files = Files.list(crops)) {
      List<Path> pictures = files.toList();
      assertEquals(2, pictures.size(), "before and after");
      for (Path picture : pictures) {
        PhotoHeader header = PhotoReader.header(Files.readAllBytes(picture));
        assertEquals(generator.size(), header.width(), picture.toString());
      }
    }
    assertEquals(0, run("models", "list", "--model-zoo", zoo));
    assertTrue(
        out.toString().matches("(?s).*\\n?" + generator.name() + " [^\\n]+, the default\\n.*"),
        out.toString());
  }
}
