package io.gpen.benchmark;

import io.gpen.checkpoint.StateDict;
import io.gpen.torchscript.Converter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** The generator's archives in a folder of their own, each made when it is first asked for. */
final class Archives {

  private final Path folder;
  private final Subject subject;
  private final Map<Variant, Path> made = new EnumMap<>(Variant.class);

  Archives(Path folder, Subject subject) {
    this.folder = folder;
    this.subject = subject;
  }

  /** {@return the archive of one way to run the generator} */
  Path of(Variant variant) {
    return made.computeIfAbsent(variant, this::make);
  }

  private Path make(Variant variant) {
    Path archive = folder.resolve(variant.label() + ".pt");
    try (StateDict weights = subject.weights().open()) {
      Converter.convert(weights, variant.form(), archive);
      return archive;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be written (%s): see that the disk has room, or name another folder for temporary files with -Djava.io.tmpdir"
              .formatted(archive, e.getMessage()),
          e);
    }
  }
}
