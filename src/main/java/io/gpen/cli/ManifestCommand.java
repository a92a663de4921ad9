package io.gpen.cli;

import io.gpen.batch.manifest.Manifest;
import io.gpen.batch.manifest.ManifestIndex;
import io.gpen.batch.manifest.ManifestIndex.Entry;
import io.gpen.batch.manifest.OrphanedOutputs;
import io.gpen.files.FileErrors;
import io.gpen.files.FileSteps;
import io.gpen.files.PrintableText;
import io.gpen.files.Sha256;
import io.gpen.text.Wording;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The group of the commands for the manifest of an output folder. */
@Command(
    name = "manifest",
    description = "Lists what runs wrote into a folder, and removes what belongs to no input.")
final class ManifestCommand implements Callable<Integer>, CommandTree.Group {

  @Spec private CommandSpec spec;

  /** Takes no arguments: picocli makes it. */
  ManifestCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "missing command: list or prune");
  }

  @Override
  public List<Class<?>> commands() {
    return List.of(ListEntries.class, Prune.class);
  }

  /** Lists the outputs of a folder. */
  @Command(
      name = "list",
      description = "Lists each output of a folder, how it was made and from which input.")
  static final class ListEntries implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "OUTPUT", description = "Folder that gpen restore wrote to.")
    private Path output;

    @Mixin private LogOptions log;

    ListEntries(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      log.apply(context.console());
      ManifestIndex index = Manifest.existing(output);
      Set<Entry> orphans = new HashSet<>(new OrphanedOutputs(output, index).entries());
      for (Entry entry : index.entries()) {
        String how =
            entry
                .last()
                .map(last -> last.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .orElse("started");
        String gone = orphans.contains(entry) ? " (which is gone)" : "";
        print(
            context, Wording.format("%-11s %s <- %s%s", how, entry.output(), entry.input(), gone));
      }
      return ExitCode.DONE.number();
    }
  }

  /** Removes outputs whose inputs are gone. */
  @Command(
      name = "prune",
      description =
          "Removes outputs, and the pictures beside them, whose inputs were renamed or deleted."
              + " Files that were changed since they were written stay, and so does everything"
              + " whose input may lie on a disk that is not mounted.")
  static final class Prune implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "OUTPUT", description = "Folder that gpen restore wrote to.")
    private Path output;

    @Option(
        names = {"-n", "--dry-run"},
        fallbackValue = "true",
        description = "Only say what would be removed.")
    private boolean dryRun;

    @Mixin private LogOptions log;

    private boolean failed;

    Prune(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      log.apply(context.console());
      ManifestIndex peeked = Manifest.existing(output);
      if (dryRun) {
        OrphanedOutputs orphans = new OrphanedOutputs(output, peeked);
        orphans.entries().forEach(entry -> orphans.files(entry).forEach(this::remove));
        return ExitCode.DONE.number();
      }
      try (Manifest manifest = Manifest.open(output, FileSteps.NONE)) {
        OrphanedOutputs orphans = new OrphanedOutputs(output, manifest.read(peeked));
        for (Entry entry : orphans.entries()) {
          orphans.files(entry).forEach(this::remove);
          if (orphans.files(entry).isEmpty()) {
            manifest.append(OrphanedOutputs.removed(entry));
          }
        }
      }
      return (failed ? ExitCode.STOPPED : ExitCode.DONE).number();
    }

    private void remove(Path file, Sha256 written) {
      try {
        if (!Sha256.ofFile(file).equals(written)) {
          print(context, "kept         " + file + ": it was changed since it was written");
          return;
        }
        if (!dryRun) {
          Files.delete(file);
        }
        print(context, (dryRun ? "would remove " : "removed      ") + file);
      } catch (IOException e) {
        failed = true;
        print(context, "kept         " + file + ": " + FileErrors.reason(e));
      }
    }
  }

  private static void print(CommandContext context, String line) {
    PrintWriter out = context.console().out();
    out.println(PrintableText.of(line));
  }
}
