package io.gpen.benchmark;

import io.gpen.checkpoint.StateDict;
import io.gpen.engine.Engine;
import io.gpen.engine.Network;
import io.gpen.torchscript.Converter;
import io.gpen.torchscript.Precision;
import io.gpen.torchscript.Variant;
import io.gpen.tuning.Tuning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The generator's archives in a folder of their own, each made when it is first asked for. */
final class Archives {

  private final Path folder;
  private final Subject subject;
  private final Engine engine;
  private final Map<Variant, Path> made = new HashMap<>();
  private final Map<Variant, List<Integer>> winograd = new HashMap<>();

  /**
   * Prepares; nothing is made yet.
   *
   * @param folder where the archives go
   * @param subject which generator
   * @param engine what it is tuned for
   */
  Archives(Path folder, Subject subject, Engine engine) {
    this.folder = folder;
    this.subject = subject;
    this.engine = engine;
  }

  /** {@return one way to run the generator} */
  GeneratorArchive of(GeneratorForm form) {
    List<Integer> sides = form.tuned() ? winogradSides(form.variant()) : List.of();
    return new GeneratorArchive(form.label(), path(form.variant()), form.precision(), sides);
  }

  /** {@return a network that somebody traced, as it is} */
  static GeneratorArchive foreign(Path file) {
    return new GeneratorArchive(file.getFileName().toString(), file, Precision.FP32, List.of());
  }

  private List<Integer> winogradSides(Variant variant) {
    return winograd.computeIfAbsent(
        variant,
        v -> {
          try (Network network = engine.load(path(v))) {
            return tuning().prepare(network);
          }
        });
  }

  /**
   * {@return what this machine does best, found out anew: nothing is changed for later runs, and
   * what was remembered in a busy moment does no harm}
   */
  Tuning tuning() {
    return new Tuning(engine, folder.resolve("tuning.json"));
  }

  private Path path(Variant variant) {
    return made.computeIfAbsent(variant, this::make);
  }

  private Path make(Variant variant) {
    Path archive = folder.resolve(variant + ".pt");
    try (StateDict weights = subject.weights().open()) {
      Converter.convert(weights, variant, archive);
      return archive;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be written (%s): see that the disk has room, or name another folder for temporary files with -Djava.io.tmpdir"
              .formatted(archive, e.getMessage()),
          e);
    }
  }
}
