package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Holds docs/options.md against the options that the commands have. */
class OptionsDocumentTest {

  private static final Path DOCUMENT = Path.of("docs/options.md");
  private static final String COMMON = "Every command";

  /** Begins a line with options that mean the same as those of {@code gpen restore}. */
  private static final String SAME = "As in `gpen restore`: ";

  private static final Pattern HEADING = Pattern.compile("## (?:`(gpen .+)`|(Every command))");
  private static final Pattern ROW = Pattern.compile("\\| (`-.*`) \\| (.+) \\| (.*)\\|");

  /** In descriptions as {@code (default: 95)}, perhaps with an explanation behind it. */
  private static final Pattern DEFAULT = Pattern.compile("default: ([^(),]+)");

  /** By command: options with their value and default, as {@code -i, --input PATH = default}. */
  private final Map<String, Set<String>> existing = new TreeMap<>();

  private void collect(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    for (OptionSpec option : spec.options()) {
      boolean common =
          option.usageHelp()
              || option.versionHelp()
              || Set.of("--quiet", "--verbose", "--timestamps", "--stacktrace")
                  .contains(option.longestName());
      if (!option.hidden()) {
        existing
            .computeIfAbsent(common ? COMMON : spec.qualifiedName(), name -> new TreeSet<>())
            .add(row(option));
      }
    }
    command.getSubcommands().values().forEach(this::collect);
  }

  private static String row(OptionSpec option) {
    String names = String.join(", ", option.names());
    boolean isSwitch = option.arity().max() == 0;
    boolean optional = !isSwitch && option.arity().min() == 0;
    String value =
        isSwitch ? "" : optional ? " [" + option.paramLabel() + "]" : " " + option.paramLabel();
    CommandLine.Help help = new CommandLine.Help(CommandSpec.create().addOption(option));
    String description = help.optionList().replaceAll("\\s+", " ");
    Matcher match = DEFAULT.matcher(description);
    return names + value + " = " + (match.find() ? match.group(1).strip() : "");
  }

  private static Map<String, Set<String>> documented() throws IOException {
    Map<String, Set<String>> documented = new TreeMap<>();
    String command = "";
    for (String line : Files.readAllLines(DOCUMENT)) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        command = heading.group(1) == null ? heading.group(2) : heading.group(1);
      }
      if (line.startsWith(SAME)) {
        Set<String> same = Set.of(line.substring(SAME.length()).replace("`", "").split("[ ,.]+"));
        documented
            .computeIfAbsent(command, name -> new TreeSet<>())
            .addAll(
                documented.get("gpen restore").stream()
                    .filter(known -> Arrays.stream(known.split("[ ,]+")).anyMatch(same::contains))
                    .toList());
      }
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        String option = row.group(1).replace("`", "").replace("\\|", "|");
        String value = row.group(3).replace("`", "").replace("\\|", "|").strip();
        documented.computeIfAbsent(command, name -> new TreeSet<>()).add(option + " = " + value);
      }
    }
    return documented;
  }

  @Test
  void everyOptionIsDocumentedWithItsDefaultAndNoOther() throws IOException {
    collect(
        new CommandTree(
                new CommandFactory(new CommandContext(null, null, null, null)), name -> true)
            .of(new Gpen()));
    assertEquals(lines(existing), lines(documented()));
  }

  @Test
  void everyExitCodeIsDocumentedAndNoOther() throws IOException {
    Set<String> documented = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("docs/batch.md"))) {
      Matcher row = Pattern.compile("\\| ([\\d, ]+) \\|.*").matcher(line);
      if (row.matches()) {
        documented.addAll(Set.of(row.group(1).split(", ")));
      }
    }
    assertEquals(new TreeSet<>(ExitCode.help().keySet()), documented);
  }

  private static String lines(Map<String, Set<String>> options) {
    StringBuilder text = new StringBuilder();
    options.forEach(
        (command, rows) -> {
          text.append(command).append('\n');
          rows.forEach(row -> text.append("    ").append(row).append('\n'));
        });
    return text.toString();
  }
}
