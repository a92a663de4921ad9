package io.gpen.cli;

import io.gpen.evaluate.Evaluation;
import io.gpen.evaluate.Evaluator;
import io.gpen.evaluate.PairOutcome;
import io.gpen.evaluate.Pairing;
import io.gpen.text.Wording;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures images against references. */
@Command(
    name = "evaluate",
    description = {
      "Measures images against references: PSNR and SSIM of the colours and of the luma (Y), for"
          + " each pair and in the mean. Higher is closer.",
      "In folders, images and references are matched by path and name without extension. Images are"
          + " measured upright and in 8 bits."
    })
final class EvaluateCommand implements Callable<Integer> {

  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "PATH",
      required = true,
      description = "Folder with the images to measure, or one image.")
  private Path input;

  @Option(
      names = "--against",
      paramLabel = "PATH",
      required = true,
      description = "Folder with the references, or one image.")
  private Path against;

  @Option(
      names = {"-r", "--recursive"},
      fallbackValue = "true",
      description = "Include the subfolders of both folders.")
  private boolean recursive;

  @Mixin private PixelLimitMixin pixels;

  @Option(
      names = "--json",
      fallbackValue = "true",
      description = "Write JSON to standard output; the table goes to standard error.")
  private boolean json;

  @Mixin private LogOptions log;

  EvaluateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    log.apply(context.console());
    PrintWriter out = context.console().out();
    PrintWriter err = context.console().err();
    Evaluation evaluation = new Evaluator(pixels.limit).evaluate(pairing());
    for (PairOutcome.Failed failure : evaluation.failed()) {
      err.println("failed " + failure.name() + ": " + failure.reason());
    }
    if (!json) {
      out.print(evaluation.table());
    } else {
      if (!log.quiet) {
        err.print(evaluation.table());
      }
      out.println(evaluation.json());
    }
    if (!evaluation.unused().isEmpty() && !log.quiet) {
      err.println(
          Wording.count(evaluation.unused().size(), "reference") + " not used in " + against);
    }
    return (evaluation.failed().isEmpty() ? ExitCode.DONE : ExitCode.PHOTOS_FAILED).number();
  }

  private Pairing pairing() throws IOException {
    SortedMap<String, Path> pictures = NamedPhotos.of(input, recursive, List.of());
    SortedMap<String, Path> references = NamedPhotos.of(against, recursive, List.of());
    if (Files.isDirectory(input) && !Files.isDirectory(against)) {
      throw new ParameterException(
          spec.commandLine(), "--input is a folder, but --against is a file");
    }
    return Files.isDirectory(against)
        ? Pairing.of(pictures, references)
        : Pairing.ofTwo(input, against);
  }
}
