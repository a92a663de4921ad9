package io.gpen.cli;

import io.gpen.files.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;

/**
 * Where JSON goes that may go into a file.
 *
 * @param wanted whether it goes anywhere
 * @param file the file, or empty for standard output
 */
record JsonOutput(boolean wanted, Optional<Path> file) {

  /** What stands for standard output. */
  static final String STANDARD_OUTPUT = "-";

  static final JsonOutput NONE = new JsonOutput(false, Optional.empty());

  /**
   * Refuses to overwrite an input, or a file that is not JSON.
   *
   * @param inputs the files that are only read
   * @throws io.gpen.batch.BatchUsageException if the file is one of those
   * @throws IOException if a file cannot be read
   */
  void refuse(Collection<Path> inputs) throws IOException {
    if (file.isPresent()) {
      OutputFiles.refuse("--json", file.get(), inputs, head -> head.stripLeading().startsWith("{"));
    }
  }

  /**
   * Writes JSON where it is wanted.
   *
   * @param json the text
   * @param out standard output
   * @throws IOException if the file cannot be written; it is then as it was
   */
  void write(String json, PrintWriter out) throws IOException {
    if (file.isPresent()) {
      AtomicFile.write(file.get().toAbsolutePath(), (json + "\n").getBytes(StandardCharsets.UTF_8));
    } else if (wanted) {
      out.println(json);
    }
  }

  /** A file's name, or whether standard output is meant: other commands know only that choice. */
  static final class Converter implements ITypeConverter<JsonOutput> {
    @Override
    public JsonOutput convert(String text) {
      return switch (text) {
        case STANDARD_OUTPUT, "true" -> new JsonOutput(true, Optional.empty());
        case "false" -> NONE;
        default -> new JsonOutput(true, Optional.of(Path.of(text)));
      };
    }
  }
}
