package io.gpen.cli;

import com.google.gson.annotations.SerializedName;
import io.gpen.files.Sha256;
import io.gpen.text.Json;
import io.gpen.text.Wording;
import io.gpen.zoo.CatalogEntry;
import io.gpen.zoo.ModelZoo;
import java.io.PrintWriter;
import java.net.URI;
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

/** Lists the models of the catalogue and their state on this machine. */
@Command(
    name = "list",
    description =
        "Lists the models of the catalogue, which of them are present, and their" + " licences.")
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
    List<Listed> all =
        models.catalog().entries().stream().map(entry -> Listed.of(entry, models)).toList();
    PrintWriter out = context.console().out();
    if (json) {
      out.println(Json.of(all));
    } else {
      print(out, all);
      out.println("Searched:");
      models.folders().forEach(folder -> out.println("    " + folder));
    }
    out.flush();
    return ExitCode.DONE.number();
  }

  private static void print(PrintWriter out, List<Listed> all) {
    Map<String, List<String>> licences = new LinkedHashMap<>();
    for (Listed model : all) {
      String size = model.size == null ? "" : ", " + model.size + " pixels";
      String role = model.isDefault ? ", the default" : "";
      out.println(
          Wording.format("%-27s %-16s %s%s%s", model.name, model.state(), model.task, size, role));
      licences.computeIfAbsent(model.licence, licence -> new ArrayList<>()).add(model.name);
    }
    out.println();
    out.println("Licences:");
    licences.forEach(
        (licence, names) -> out.println("    " + String.join(", ", names) + ": " + licence));
    out.println();
  }

  /** One model as {@code --json} writes it; what does not apply or is not known is null. */
  private record Listed(
      String name,
      String task,
      String architecture,
      Integer size,
      @SerializedName("default") boolean isDefault,
      String licence,
      String training,
      String origin,
      Long bytes,
      String sha256,
      boolean present,
      String file,
      String defect,
      boolean converted) {

    static Listed of(CatalogEntry entry, ModelZoo models) {
      Optional<Path> file = models.present(entry);
      return new Listed(
          entry.name(),
          entry.task().words(),
          entry.architecture(),
          entry.size() == 0 ? null : entry.size(),
          entry.isDefault(),
          entry.licence(),
          entry.training(),
          entry.origin().map(URI::toString).orElse(null),
          entry.bytes().isPresent() ? entry.bytes().getAsLong() : null,
          entry.sha256().map(Sha256::hex).orElse(null),
          file.isPresent(),
          file.map(Path::toString).orElse(null),
          file.flatMap(path -> ModelZoo.defect(entry, path)).orElse(null),
          file.map(path -> isConverted(entry, models)).orElse(false));
    }

    /** One of a pair whose other model is missing cannot have been converted. */
    private static boolean isConverted(CatalogEntry entry, ModelZoo models) {
      boolean complete =
          entry
              .pair()
              .flatMap(pair -> models.catalog().find(pair.sharp()))
              .map(sharp -> models.present(sharp).isPresent())
              .orElse(true);
      return complete && models.converted().isConverted(models.find(entry.name()));
    }

    String state() {
      if (!present) {
        return "not here";
      }
      if (defect != null) {
        return defect;
      }
      return converted ? "here, converted" : "here";
    }
  }
}
