package io.gpen.cli;

import io.gpen.degrade.CopyOutcome;
import io.gpen.degrade.DegradeRequest;
import io.gpen.degrade.DegradeResult;
import io.gpen.degrade.DegradeRun;
import io.gpen.degrade.DegradeSettings;
import io.gpen.degrade.PairSheet;
import io.gpen.image.io.ContactSheet;
import io.gpen.text.Wording;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes degraded copies of clear photos. */
@Command(
    name = "degrade",
    description = {
      "Makes degraded copies of clear photos, to test restoration with or to train with: blurred,"
          + " downscaled, noisy and JPEG-compressed, or like old prints, with parameters drawn for"
          + " each photo from the seed and its name. The copies are PNG; the photos are only read.",
      "The ranges are those of a preset or of a file. Each run writes the file into its output"
          + " folder as "
          + DegradeSettings.FILE
          + ": with --parameters it makes the copies again."
    })
final class DegradeCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private FolderMixin folders;

  @Spec private CommandSpec spec;

  @Option(
      names = "--clear",
      paramLabel = "DIR",
      description =
          "Also write the clear half of each pair into this folder, in the size of the copy. Half"
              + " of the pairs are then mirrored and a fifth made grey.")
  private Path clear;

  @Mixin private DegradationMixin degradation;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the degradations (default: 1 or that of --parameters).")
  private Long seed;

  @Option(
      names = "--size",
      paramLabel = "PX",
      converter = Converters.Count.class,
      description =
          "First shrink photos whose longer side is larger than this (default: keep the"
              + " size or that of --parameters).")
  private Integer size;

  @Option(
      names = "--overwrite",
      fallbackValue = "true",
      description = "Replace existing files in the output folders.")
  private boolean overwrite;

  @Option(
      names = "--sheet",
      paramLabel = "FILE",
      description =
          "Also write a picture of up to 100 pairs, clear and degraded side by side, as PNG.")
  private Path sheet;

  @Mixin private PixelLimitMixin pixels;

  @Option(
      names = "--json",
      arity = "0..1",
      paramLabel = "FILE",
      fallbackValue = JsonOutput.STANDARD_OUTPUT,
      converter = JsonOutput.Converter.class,
      description =
          "Write the parameters of each degradation as JSON into this file, or to standard output.")
  private JsonOutput json = JsonOutput.NONE;

  @Mixin private LogOptions log;

  DegradeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    log.apply(context.console());
    DegradeRequest request =
        new DegradeRequest(
            folders.input,
            NamedPhotos.of(
                folders.input,
                folders.recursive,
                clear == null ? List.of(folders.output) : List.of(folders.output, clear)),
            folders.output,
            Optional.ofNullable(clear),
            settings(),
            overwrite,
            pixels.limit);
    json.refuse(request.photos().values());
    if (sheet != null) {
      OutputFiles.refuse("--sheet", sheet, request.photos().values(), ContactSheet::isSheet);
    }
    AtomicBoolean stop = new AtomicBoolean();
    Interruption.Handle handle = context.interruption().onStop(() -> stop.set(true));
    DegradeResult result;
    try {
      result = DegradeRun.run(request, this::tell, stop::get);
    } finally {
      handle.close();
    }
    if (sheet != null && result.failed() < result.outcomes().size()) {
      PairSheet.write(request, result, sheet);
    }
    if (!log.quiet) {
      context.console().err().println(summary(result));
    }
    json.write(result.json(), context.console().out());
    if (result.stopped()) {
      return ExitCode.INTERRUPTED.number();
    }
    return (result.failed() == 0 ? ExitCode.DONE : ExitCode.PHOTOS_FAILED).number();
  }

  private DegradeSettings settings() throws IOException {
    if (degradation.preset != null && degradation.parameters != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--preset and --parameters exclude each other; write preset = "
              + degradation.preset
              + " into the file");
    }
    return degradation
        .settings(clear != null)
        .with(Optional.ofNullable(seed), size == null ? OptionalInt.empty() : OptionalInt.of(size));
  }

  private void tell(CopyOutcome outcome) {
    PrintWriter err = context.console().err();
    if (outcome instanceof CopyOutcome.Failed failed) {
      err.println("failed " + failed.name() + ": " + failed.reason());
    } else if (log.verbose) {
      err.println("degraded " + outcome.name());
    }
  }

  private static String summary(DegradeResult result) {
    return Wording.format(
        "%d degraded, %d unchanged, %d failed%s",
        result.written(),
        result.unchanged(),
        result.failed(),
        result.stopped() ? "; interrupted, run the same command again to continue" : "");
  }
}
