package io.gpen.cli;

import io.gpen.api.Measuring;
import io.gpen.evaluate.Evaluation;
import io.gpen.evaluate.EvaluationPage;
import io.gpen.evaluate.EvaluationText;
import io.gpen.evaluate.Evaluator;
import io.gpen.evaluate.PairOutcome;
import io.gpen.evaluate.Pairing;
import io.gpen.files.AtomicFile;
import io.gpen.text.Wording;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures images against references, or without any. */
@Command(
    name = "evaluate",
    description = {
      "Measures images against references: PSNR and SSIM of the colours and of the luma (Y), and"
          + " with networks that you name how they look and whether faces are still the same"
          + " person, for each image and in the mean. Without references: NIQE.",
      "In folders, files are matched by path and name without extension. Images are measured"
          + " upright and in 8 bits. Subfolders (-r) are also summed up one by one."
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
      description = "Folder with the references, or one image.")
  private Path against;

  @Option(
      names = "--before",
      paramLabel = "PATH",
      description =
          "Folder with the images before they were restored, or one image: they are measured as"
              + " well, and the gains shown.")
  private Path before;

  @Option(
      names = {"-r", "--recursive"},
      fallbackValue = "true",
      description = "Include the subfolders of all folders.")
  private boolean recursive;

  @Mixin private MeasuringMixin measuring;

  @Mixin private PixelLimitMixin pixels;

  @Option(
      names = "--json",
      arity = "0..1",
      paramLabel = "FILE",
      fallbackValue = JsonOutput.STANDARD_OUTPUT,
      converter = JsonOutput.Converter.class,
      description =
          "Write JSON into this file, or to standard output; then the table goes to standard"
              + " error.")
  private JsonOutput json = JsonOutput.NONE;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write a line for each image into this CSV file.")
  private Path csv;

  @Option(
      names = "--page",
      paramLabel = "DIR",
      description =
          "Write a page into this folder: index.html with the worst, median and best images side"
              + " by side.")
  private Path page;

  @Mixin private ZooMixin zoo;
  @Mixin private EngineMixin engine;
  @Mixin private LogOptions log;

  EvaluateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    log.apply(context.console());
    Measuring.Choice choice = measuring.choice(against != null);
    Pairing pairing = pairing();
    if (page != null) {
      EvaluationPage.claim(page);
    }
    Evaluation evaluation;
    try (Measuring networks = Measuring.of(zoo.zoo(), engine.engine())) {
      Evaluator evaluator = new Evaluator(pixels.limit, networks.load(choice));
      evaluation = evaluator.evaluate(pairing);
      if (page != null) {
        EvaluationPage.write(evaluation, evaluator, page);
      }
    }
    tell(evaluation);
    return (evaluation.failed().isEmpty() ? ExitCode.DONE : ExitCode.PHOTOS_FAILED).number();
  }

  private void tell(Evaluation evaluation) throws IOException {
    PrintWriter out = context.console().out();
    PrintWriter err = context.console().err();
    EvaluationText text = new EvaluationText(evaluation);
    for (PairOutcome.Failed failure : evaluation.failed()) {
      err.println("failed " + failure.name() + ": " + failure.reason());
    }
    if (!json.wanted() || json.file().isPresent()) {
      out.print(text.table());
    } else if (!log.quiet) {
      err.print(text.table());
    }
    json.write(text.json(), out);
    if (csv != null) {
      AtomicFile.write(csv.toAbsolutePath(), text.csv().getBytes(StandardCharsets.UTF_8));
    }
    if (!evaluation.unused().isEmpty() && !log.quiet) {
      err.println(
          Wording.count(evaluation.unused().size(), "reference") + " not used in " + against);
    }
  }

  private Pairing pairing() throws IOException {
    if (against == null && measuring.niqe == null) {
      throw new ParameterException(
          spec.commandLine(),
          "without --against only NIQE can be measured: name references, or --niqe-model");
    }
    List<Path> written = page == null ? List.of() : List.of(page);
    SortedMap<String, Path> pictures = NamedPhotos.of(input, recursive, written);
    Optional<SortedMap<String, Path>> references = companions("--against", against);
    Optional<SortedMap<String, Path>> earlier = companions("--before", before);
    List<Path> inputs = new ArrayList<>(pictures.values());
    references.ifPresent(files -> inputs.addAll(files.values()));
    earlier.ifPresent(files -> inputs.addAll(files.values()));
    json.refuse(inputs);
    if (csv != null) {
      OutputFiles.refuse("--csv", csv, inputs, EvaluationText::isCsv);
    }
    boolean folders =
        Stream.of(against, before).filter(Objects::nonNull).anyMatch(Files::isDirectory);
    return folders || Files.isDirectory(input)
        ? Pairing.of(pictures, references, earlier)
        : Pairing.ofFiles(input, Optional.ofNullable(against), Optional.ofNullable(before));
  }

  private Optional<SortedMap<String, Path>> companions(String option, Path path)
      throws IOException {
    if (path == null) {
      return Optional.empty();
    }
    if (Files.isDirectory(input) && Files.exists(path) && !Files.isDirectory(path)) {
      throw new ParameterException(
          spec.commandLine(), "--input is a folder, but " + option + " is a file");
    }
    return Optional.of(NamedPhotos.of(path, recursive, page == null ? List.of() : List.of(page)));
  }
}
