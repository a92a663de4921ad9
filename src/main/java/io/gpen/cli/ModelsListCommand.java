package io.gpen.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.gpen.zoo.CatalogEntry;
import io.gpen.zoo.ConvertedModels;
import io.gpen.zoo.ModelZoo;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what the catalogue knows and what is there. */
@Command(
    name = "list",
    description = "Shows the models of the catalogue: which are here, and under which licence.")
final class ModelsListCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private ZooMixin zoo;

  @Option(names = "--json", fallbackValue = "true", description = "Write JSON.")
  private boolean json;

  @Mixin private LogOptions log;

  ModelsListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    log.apply(context.console());
    ModelZoo models = zoo.zoo();
    ConvertedModels converted = models.converted();
    PrintWriter out = context.console().out();
    if (json) {
      JsonArray array = new JsonArray();
      models.catalog().entries().forEach(entry -> array.add(json(entry, models, converted)));
      out.println(new GsonBuilder().setPrettyPrinting().create().toJson(array));
    } else {
      models.catalog().entries().forEach(entry -> print(out, entry, models, converted));
      printLicences(out, models);
      out.println("Looked into:");
      models.folders().forEach(folder -> out.println("    " + folder));
    }
    out.flush();
    return ExitCode.DONE.number();
  }

  private static void print(
      PrintWriter out, CatalogEntry entry, ModelZoo models, ConvertedModels converted) {
    Optional<Path> file = models.present(entry);
    String state = file.isEmpty() ? "not here" : "here";
    if (file.isPresent() && converted.isConverted(file.get())) {
      state = "here, converted";
    }
    String role = entry.isDefault() ? ", the default" : "";
    String unused = entry.task().isUsed() ? "" : " (no command of this version uses it)";
    String size = entry.size() == 0 ? "" : ", %d pixels".formatted(entry.size());
    out.printf(
        "%-27s %-16s %s%s%s%s%n", entry.name(), state, entry.task().words(), size, role, unused);
  }

  private static void printLicences(PrintWriter out, ModelZoo models) {
    Map<String, List<String>> licences = new LinkedHashMap<>();
    for (CatalogEntry entry : models.catalog().entries()) {
      licences.computeIfAbsent(entry.licence(), licence -> new ArrayList<>()).add(entry.name());
    }
    out.println();
    out.println("Licences:");
    licences.forEach(
        (licence, names) -> out.println("    %s: %s".formatted(String.join(", ", names), licence)));
    out.println();
  }

  private static JsonObject json(CatalogEntry entry, ModelZoo models, ConvertedModels converted) {
    Optional<Path> file = models.present(entry);
    JsonObject object = new JsonObject();
    object.addProperty("name", entry.name());
    object.addProperty("task", entry.task().words());
    object.addProperty("architecture", entry.architecture());
    object.addProperty("default", entry.isDefault());
    object.addProperty("used", entry.task().isUsed());
    object.addProperty("licence", entry.licence());
    object.addProperty("training", entry.training());
    entry.origin().ifPresent(origin -> object.addProperty("origin", origin.toString()));
    entry.bytes().ifPresent(bytes -> object.addProperty("bytes", bytes));
    entry.sha256().ifPresent(digest -> object.addProperty("sha256", digest.hex()));
    object.addProperty("present", file.isPresent());
    file.ifPresent(path -> object.addProperty("file", path.toString()));
    object.addProperty("converted", file.map(converted::isConverted).orElse(false));
    return object;
  }
}
