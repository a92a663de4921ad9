package io.gpen.benchmark;

import io.gpen.checkpoint.StateDict;
import io.gpen.engine.Engine;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.text.Wording;
import io.gpen.torchscript.Converter;
import io.gpen.torchscript.Precision;
import io.gpen.torchscript.Variant;
import io.gpen.tuning.Tuning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The archives of a generator in a folder, each made when it is first asked for. */
final class GeneratorArchives {

  private final Path folder;
  private final Subject subject;
  private final Engine engine;
  private final Map<Variant, Path> made = new HashMap<>();
  private final Map<Variant, List<Integer>> winograd = new HashMap<>();

  /**
   * Makes nothing yet.
   *
   * @param folder where the archives go
   * @param subject which generator
   * @param engine what it is tuned for
   */
  GeneratorArchives(Path folder, Subject subject, Engine engine) {
    this.folder = folder;
    this.subject = subject;
    this.engine = engine;
  }

  /**
   * A generator with its settings.
   *
   * @param name what results call it
   * @param path its archive
   * @param precision the precision of its convolutions
   * @param winograd the sides in pixels of the levels that use Winograd's convolution
   */
  record Archive(String name, Path path, Precision precision, List<Integer> winograd) {

    /** {@return an archive that somebody else traced} */
    static Archive foreign(Path file) {
      return new Archive(file.getFileName().toString(), file, Precision.FP32, List.of());
    }

    /** {@return the network, ready to run, which the caller owns} */
    Network open(Engine engine) {
      Network network = engine.load(path);
      try {
        if (!winograd.isEmpty()) {
          FloatBuffer sides = FloatBuffer.allocate(winograd.size());
          winograd.forEach(sides::put);
          network.run("winograd", new Tensor(sides.flip(), winograd.size()));
        }
        return network;
      } catch (RuntimeException e) {
        network.close();
        throw e;
      }
    }
  }

  /** {@return the archive of one form of the generator} */
  Archive of(GeneratorForm form) {
    List<Integer> sides = form.tuned() ? winogradSides(form.variant()) : List.of();
    return new Archive(form.label(), path(form.variant()), form.precision(), sides);
  }

  /** Measured anew: what an earlier run measured in a busy moment does no harm. */
  private List<Integer> winogradSides(Variant variant) {
    return winograd.computeIfAbsent(
        variant,
        v -> {
          try (Network network = engine.load(path(v))) {
            return new Tuning(engine, folder.resolve("tuning.json")).prepare(network);
          }
        });
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
          Wording.format(
              "cannot write %s (%s); free some disk space or choose another folder with"
                  + " -Djava.io.tmpdir",
              archive, e.getMessage()),
          e);
    }
  }
}
