package io.gpen.cli;

import io.gpen.files.TextFile;
import java.io.IOException;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Replaces each {@code @file} of a command line by the arguments in that file: separated by blanks
 * or line ends, in quotes if they contain blanks, {@code #} begins a comment. Picocli does the same
 * but takes a byte order mark for a part of the first argument.
 */
final class OptionFiles {

  private final List<String> expanded = new ArrayList<>();
  private final Set<Path> read = new HashSet<>();

  private OptionFiles() {}

  /**
   * {@return the arguments with those in files in their places}
   *
   * @throws IOException if a file cannot be read or is not UTF-8
   */
  static String[] expand(String... arguments) throws IOException {
    OptionFiles files = new OptionFiles();
    for (String argument : arguments) {
      files.add(argument);
    }
    return files.expanded.toArray(String[]::new);
  }

  private void add(String argument) throws IOException {
    if (!argument.startsWith("@") || argument.length() == 1) {
      expanded.add(argument);
    } else if (argument.startsWith("@@")) {
      // An argument that really begins with the character.
      expanded.add(argument.substring(1));
    } else if (!Files.isRegularFile(Path.of(argument.substring(1)))) {
      // A photo may have such a name.
      expanded.add(argument);
    } else {
      addFile(Path.of(argument.substring(1)).toAbsolutePath());
    }
  }

  private void addFile(Path file) throws IOException {
    if (!read.add(file)) {
      return;
    }
    StreamTokenizer words = new StreamTokenizer(new StringReader(TextFile.read(file)));
    words.resetSyntax();
    words.wordChars(' ' + 1, 255);
    words.whitespaceChars(0, ' ');
    words.quoteChar('"');
    words.quoteChar('\'');
    words.commentChar('#');
    while (words.nextToken() != StreamTokenizer.TT_EOF) {
      add(words.sval);
    }
  }
}
