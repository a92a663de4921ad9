package io.gpen.cli;

import io.gpen.evaluate.Evaluation;
import io.gpen.evaluate.EvaluationJson;
import io.gpen.evaluate.EvaluationTable;
import io.gpen.evaluate.Evaluator;
import io.gpen.evaluate.PairOutcome;
import io.gpen.evaluate.Pairing;
import io.gpen.image.OpenCv;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says how near pictures are to what they should be. */
@Command(
    name = "evaluate",
    description = {
      "Measures pictures against others that show the same: PSNR and SSIM of the colours and of the"
          + " luma (Y), for each pair and in the mean. More is nearer.",
      "In folders, pictures of the same path and name belong together, whatever their extensions."
          + " Pictures are measured upright and with 8 bits."
    })
final class EvaluateCommand implements Callable<Integer> {

  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "PATH",
      required = true,
      description = "Folder with pictures to be measured, or one picture.")
  private Path input;

  @Option(
      names = "--against",
      paramLabel = "PATH",
      required = true,
      description = "Folder with what they should be, or one picture.")
  private Path against;

  @Option(
      names = {"-r", "--recursive"},
      fallbackValue = "true",
      description = "Go into the folders inside both folders.")
  private boolean recursive;

  @Mixin private PixelLimitMixin pixels;

  @Option(
      names = "--json",
      fallbackValue = "true",
      description = "Write JSON on standard output; the table goes to standard error.")
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
    Evaluation evaluation = evaluate(pairing(), err);
    if (!json) {
      out.print(EvaluationTable.of(evaluation));
    } else {
      if (!log.quiet) {
        err.print(EvaluationTable.of(evaluation));
      }
      out.println(EvaluationJson.of(evaluation));
    }
    if (!evaluation.unused().isEmpty() && !log.quiet) {
      err.printf("not needed in %s: %d%n", against, evaluation.unused().size());
    }
    return (evaluation.failed().isEmpty() ? ExitCode.DONE : ExitCode.PHOTOS_FAILED).number();
  }

  private Pairing pairing() throws IOException {
    SortedMap<String, Path> pictures = NamedPhotos.of(input, recursive, List.of());
    SortedMap<String, Path> references = NamedPhotos.of(against, recursive, List.of());
    if (Files.isDirectory(input) && !Files.isDirectory(against)) {
      throw new ParameterException(
          spec.commandLine(), "--against names one picture, but --input a folder");
    }
    return Files.isDirectory(against)
        ? Pairing.of(pictures, references)
        : Pairing.ofTwo(input, against);
  }

  private Evaluation evaluate(Pairing pairing, PrintWriter err) {
    OpenCv.load();
    Evaluator evaluator = new Evaluator(pixels.limit);
    List<PairOutcome> outcomes = new ArrayList<>(pairing.failed());
    pairing.pairs().forEach(pair -> outcomes.add(evaluator.measure(pair)));
    outcomes.sort(Comparator.comparing(PairOutcome::name));
    Evaluation evaluation = new Evaluation(outcomes, pairing.unused());
    evaluation
        .failed()
        .forEach(failure -> err.println("failed " + failure.name() + ": " + failure.reason()));
    return evaluation;
  }
}
