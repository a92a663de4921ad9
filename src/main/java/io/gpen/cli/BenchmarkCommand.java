package io.gpen.cli;

import io.gpen.api.Installation;
import io.gpen.api.ModelChoice;
import io.gpen.benchmark.Benchmark;
import io.gpen.benchmark.BenchmarkRequest;
import io.gpen.benchmark.BenchmarkRequest.Part;
import io.gpen.benchmark.BenchmarkResult;
import io.gpen.benchmark.GeneratorForm;
import io.gpen.benchmark.Rounds;
import io.gpen.benchmark.Subject;
import io.gpen.engine.AllocatorSettings;
import io.gpen.restore.FaceTask;
import io.gpen.torchscript.Form;
import io.gpen.zoo.ModelFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Times the program on this machine. */
@Command(
    name = "benchmark",
    description = {
      "Times the generator in all its forms, the detector, the steps of a large photo and whole"
          + " runs on this machine. Nothing is fetched or changed; temporary files are removed.",
      "Prints medians of interleaved rounds; ratios to the reference form are taken round by round."
          + " Run it on an otherwise idle machine."
    })
final class BenchmarkCommand implements Callable<Integer> {

  private static final int REPEATS = 8;
  private static final int WARM_UPS = 2;
  private static final Rounds QUICK = new Rounds(1, 3);

  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Option(
      names = "--what",
      split = ",",
      paramLabel = "PART",
      description = "Parts to time: ${COMPLETION-CANDIDATES} (default: all but train).")
  private Set<Part> parts;

  @Option(
      names = "--forms",
      split = ",",
      paramLabel = "FORM",
      description =
          "Forms of the generator; the others are compared with the first:"
              + " ${COMPLETION-CANDIDATES} (default: all, bf16 where the processor has instructions"
              + " for it or --precision asks for it).")
  private List<GeneratorForm> forms = List.of();

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      description =
          "Time a generator of this published size with random weights (default: 512, unless"
              + " --model or --quick is given).")
  private Integer size;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME|FILE",
      description = "Time this model instead of random weights.")
  private String model;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Key of the state dict, if the model's file has several.")
  private String key;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description =
          "Compare with this TorchScript file instead of the reference form. The code in it is"
              + " run.")
  private Path against;

  @Option(
      names = "--compare-allocators",
      fallbackValue = "true",
      description =
          "Also time each form in its own processes, with and without the launcher's settings of"
              + " the C allocator; takes about 3 GB for each form of 512 pixels.")
  private boolean compareAllocators;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "DIR",
      description = "Also restore this folder of photos, into a temporary folder.")
  private Path folder;

  @Option(
      names = "--detector",
      paramLabel = "NAME|FILE",
      description = "Model that detects the faces (default: the one in the catalogue).")
  private String detector;

  @Option(
      names = "--upscaler",
      paramLabel = "NAME|FILE",
      description = "Time this model that enlarges photos instead of random weights.")
  private String upscaler;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      converter = Converters.Count.class,
      description = "Rounds that count (default: " + REPEATS + ").")
  private Integer repeats;

  @Option(
      names = "--quick",
      fallbackValue = "true",
      description =
          "Less work and fewer rounds, with the default model: a first impression in a fraction of"
              + " the time.")
  private boolean quick;

  @Mixin private ZooMixin zoo;
  @Mixin private EngineMixin engine;
  @Mixin private PrecisionMixin precision;

  @Option(
      names = "--json",
      fallbackValue = "true",
      description = "Write JSON to standard output; the tables go to standard error.")
  private boolean json;

  @Mixin private LogOptions log;

  BenchmarkCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    log.apply(context.console());
    PrintWriter out = context.console().out();
    PrintWriter err = context.console().err();
    BenchmarkRequest request = request();
    AllocatorSettings.current().hint().ifPresent(err::println);
    BenchmarkResult result = Benchmark.run(request, line -> tell(err, line));
    (json ? err : out).print(result.table());
    if (json) {
      out.println(result.json());
    }
    return ExitCode.DONE.number();
  }

  private void tell(PrintWriter err, String line) {
    if (!log.quiet) {
      err.println(line);
    }
  }

  private BenchmarkRequest request() {
    if (model != null && size != null) {
      throw new ParameterException(spec.commandLine(), "--size and --model cannot be combined");
    }
    ModelChoice models =
        new ModelChoice(
            zoo.zoo(),
            Optional.ofNullable(model),
            Optional.ofNullable(key),
            Optional.ofNullable(detector),
            Optional.empty(),
            Optional.ofNullable(upscaler),
            OptionalDouble.empty(),
            Optional.empty(),
            OptionalDouble.empty());
    Set<Part> asked = parts == null ? EnumSet.complementOf(EnumSet.of(Part.TRAIN)) : parts;
    boolean detects = asked.contains(Part.DETECTOR) || asked.contains(Part.JOB);
    refuseIneffective(asked, detects);
    return new BenchmarkRequest(
        asked,
        model != null || quick && size == null ? named(models) : untrained(),
        forms,
        precision.precision,
        Optional.ofNullable(against),
        detects ? Optional.of(detector(models)) : Optional.empty(),
        models.upscaler().map(name -> upscaler(models)),
        Optional.ofNullable(folder),
        rounds(),
        quick,
        compareAllocators,
        engine.engine(),
        Stream.of("gpen", "djl", "libtorch", "opencv")
            .collect(Collectors.toMap(part -> part, Installation::version)));
  }

  private void refuseIneffective(Set<Part> asked, boolean detects) {
    if (!asked.contains(Part.GENERATOR) && !compareAllocators) {
      IneffectiveOptions.refuse(spec, "without --what generator", "--forms", "--against");
    }
    if (!asked.contains(Part.UPSCALER)) {
      IneffectiveOptions.refuse(spec, "without --what upscaler", "--upscaler");
    }
    if (!asked.contains(Part.JOB)) {
      IneffectiveOptions.refuse(spec, "without --what job", "--input");
    }
    if (!detects) {
      IneffectiveOptions.refuse(spec, "without --what detector or --what job", "--detector");
    }
    if (model == null && (!quick || size != null)) {
      IneffectiveOptions.refuse(spec, "without --model", "--key");
    }
  }

  private Subject untrained() {
    try {
      return Subject.untrained(size == null ? 512 : size);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static Subject named(ModelChoice models) {
    ModelFile file = models.generatorFile(new FaceTask.Restore());
    return Subject.model(file.name(), file.path(), models.key());
  }

  private static Subject upscaler(ModelChoice models) {
    ModelFile file = models.upscalerFile();
    return Subject.model(file.name(), file.path(), Optional.empty());
  }

  private static BenchmarkRequest.Detector detector(ModelChoice models) {
    ModelFile file = models.detectorFile();
    return BenchmarkRequest.Detector.of(
        file.name(),
        models.zoo().converted().get(file, Optional.empty(), Form.INFERENCE).archive(),
        file.path());
  }

  private Rounds rounds() {
    Rounds usual = quick ? QUICK : new Rounds(WARM_UPS, REPEATS);
    return repeats == null ? usual : new Rounds(usual.warmUps(), repeats);
  }
}
