package io.gpen.cli;

import io.gpen.degrade.Degrader;
import io.gpen.engine.EngineOptions;
import io.gpen.torchscript.Form;
import io.gpen.torchscript.GpenLayout;
import io.gpen.torchscript.Precision;
import io.gpen.train.CommonSettings;
import io.gpen.train.InitialWeights;
import io.gpen.train.TrainedNetwork;
import io.gpen.train.TrainingPlan;
import io.gpen.train.TrainingRequest;
import io.gpen.train.TrainingUsageException;
import io.gpen.zoo.ModelTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the commands that train have in common. */
final class TrainingMixin {

  static final int USUAL_SIZE = 256;

  /** The average of a short training would mostly be of how it began. */
  private static final double AVERAGE_RAMP = 0.05;

  /** A discriminator learns fewer pictures by heart. */
  private static final int FEW_PICTURES = 10_000;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "DIR",
      required = true,
      description =
          "Folder with pictures, and the folders inside. The middle of each picture is used, as a"
              + " square; gpen align makes squares of faces.")
  private Path input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description =
          "Folder for last.pth, log.csv, curves.png and samples-N.png, created if necessary. A"
              + " training that is in it goes on.")
  private Path output;

  @Option(
      names = "--narrow",
      paramLabel = "0..1",
      converter = Converters.Positive.class,
      description =
          "Factor of all channels, which become multiples of 16 (default: 0.5 up to 256 pixels and"
              + " 1 above).")
  private Double narrow;

  @Option(
      names = "--channel-multiplier",
      paramLabel = "1|2",
      converter = Multiplier.class,
      description =
          "Factor of the channels above 32 pixels (default: 1 up to 256 pixels and 2 above).")
  private Integer multiplier;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "8",
      converter = Converters.Count.class,
      description = "Pictures that go through the networks at a time (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--accumulate",
      paramLabel = "N",
      defaultValue = "1",
      converter = Converters.Count.class,
      description =
          "Batches of which the gradients are added up for one step (default: ${DEFAULT-VALUE}).")
  private int accumulate;

  @Option(
      names = "--steps",
      paramLabel = "N",
      converter = Converters.Count.class,
      description = "End after N steps in all (default: go on until Ctrl-C).")
  private Integer steps;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = Converters.Time.class,
      description = "End this run after a time such as 8h, 90m or 1h30m.")
  private Duration duration;

  @Option(
      names = "--interval",
      paramLabel = "STEPS|TIME",
      defaultValue = "10m",
      converter = Interval.class,
      description =
          "After how many steps or how much time last.pth and the pictures are written (default:"
              + " ${DEFAULT-VALUE}).")
  private TrainingPlan.Interval interval;

  @Option(
      names = "--log-every",
      paramLabel = "STEPS",
      defaultValue = "20",
      converter = Converters.Count.class,
      description = "Steps that a line of log.csv is the mean of (default: ${DEFAULT-VALUE}).")
  private int logEvery;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of all that is random (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      defaultValue = "0.002",
      converter = Converters.Positive.class,
      description = "Learning rate (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--r1",
      paramLabel = "WEIGHT",
      defaultValue = "10",
      converter = Converters.Weight.class,
      description =
          "Weight of the discriminator's squared gradient, computed every 16 steps; 0 for none"
              + " (default: ${DEFAULT-VALUE}).")
  private double r1;

  @Option(
      names = "--path-length",
      paramLabel = "WEIGHT",
      defaultValue = "2",
      converter = Converters.Weight.class,
      description =
          "Weight of the generator's path length regulariser, computed every 4 steps; 0 for none"
              + " (default: ${DEFAULT-VALUE}).")
  private double pathLength;

  @Option(
      names = "--augment",
      paramLabel = "KIND",
      split = ",",
      description =
          "What changes in the pictures that the discriminator sees: colour, shift, cutout or none"
              + " (default: all for a StyleGAN2 of fewer than 10000 pictures, else none).")
  private Set<Augmentation> augment;

  @Option(
      names = "--precision",
      paramLabel = "fp32|bf16",
      defaultValue = "fp32",
      description =
          "Numbers that the convolutions work in, weights stay in fp32; bf16 is for processors with"
              + " instructions for it, see gpen benchmark --what train (default:"
              + " ${DEFAULT-VALUE}).")
  private Precision precision;

  @Option(
      names = "--workers",
      paramLabel = "N",
      converter = Converters.Threads.class,
      description = "Threads that make pictures (default: half of the cores).")
  private Integer workers;

  @Mixin private PixelLimitMixin pixels;
  @Mixin private ZooMixin zoo;
  @Mixin private EngineMixin engine;

  /** What changes in a picture before the discriminator sees it. */
  enum Augmentation {
    COLOUR,
    SHIFT,
    CUTOUT,
    NONE
  }

  /** A factor of channels. */
  static final class Multiplier implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("[12]")) {
        throw new TypeConversionException("must be 1 or 2, not '" + text + "'");
      }
      return Integer.valueOf(text);
    }
  }

  /** A number of steps, or a time. */
  static final class Interval implements ITypeConverter<TrainingPlan.Interval> {
    @Override
    public TrainingPlan.Interval convert(String text) {
      return text.matches("[0-9]+")
          ? new TrainingPlan.Interval(
              OptionalLong.of(new Converters.Count().convert(text)), Optional.empty())
          : new TrainingPlan.Interval(
              OptionalLong.empty(), Optional.of(new Converters.Time().convert(text)));
    }
  }

  /** The side of the pictures of a network. */
  static final class Side implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!List.of("32", "64", "128", "256", "512", "1024", "2048").contains(text)) {
        throw new TypeConversionException(
            "must be 32, 64, 128, 256, 512, 1024 or 2048, not '" + text + "'");
      }
      return Integer.valueOf(text);
    }
  }

  /** {@return the pictures of the input, without those of folders that are for something else} */
  SortedMap<String, Path> pictures(List<Path> others) throws IOException {
    if (Files.exists(output) && Files.isSameFile(output, input)) {
      throw new TrainingUsageException(
          "the output folder " + output + " is the input; choose another folder");
    }
    List<Path> leftOut = new ArrayList<>(others);
    leftOut.add(output);
    return NamedPhotos.of(input, true, leftOut);
  }

  /** {@return the file of a generator to begin with} */
  Path generator(String name) {
    return zoo.zoo().find(name, ModelTask.RESTORATION).path();
  }

  /** {@return a network that is not changed, converted if necessary} */
  Optional<TrainedNetwork> trained(String name, ModelTask task) {
    return Optional.ofNullable(name)
        .map(known -> zoo.zoo().find(known, task))
        .map(
            model ->
                new TrainedNetwork(
                    model.path(),
                    zoo.zoo().converted().get(model, Optional.empty(), Form.INFERENCE).archive()));
  }

  GpenLayout layout(int size) {
    GpenLayout layout =
        GpenLayout.of(
            size,
            multiplier == null ? OptionalInt.empty() : OptionalInt.of(multiplier),
            narrow == null ? OptionalDouble.empty() : OptionalDouble.of(narrow));
    List<Integer> channels = layout.channels().stream().map(InitialWeights::channels).toList();
    return new GpenLayout(channels, layout.styleWidth(), layout.styleDepth());
  }

  CommonSettings settings(boolean augmented) {
    Set<Augmentation> kinds =
        augment != null
            ? augment
            : augmented ? EnumSet.allOf(Augmentation.class) : EnumSet.noneOf(Augmentation.class);
    CommonSettings usual = CommonSettings.DEFAULT;
    return new CommonSettings(
        seed,
        rate,
        r1,
        usual.r1Every(),
        pathLength,
        usual.pathEvery(),
        usual.pathShrink(),
        usual.averageDecay(),
        AVERAGE_RAMP,
        kinds.contains(Augmentation.COLOUR),
        kinds.contains(Augmentation.SHIFT),
        kinds.contains(Augmentation.CUTOUT),
        precision);
  }

  static boolean isFew(SortedMap<String, Path> pictures) {
    return pictures.size() < FEW_PICTURES;
  }

  /** {@return what both kinds of training have in common} */
  TrainingRequest request(
      SortedMap<String, Path> pictures,
      boolean mirror,
      Optional<Degrader> degrader,
      Optional<TrainingPlan.Best> best) {
    EngineOptions options = engine.engine();
    TrainingPlan plan =
        new TrainingPlan(
            steps == null ? OptionalLong.empty() : OptionalLong.of(steps),
            Optional.ofNullable(duration),
            interval,
            logEvery,
            best);
    int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    return new TrainingRequest(
        pictures,
        output,
        pixels.limit,
        batch,
        accumulate,
        mirror,
        degrader,
        workers == null ? half : workers,
        plan,
        options);
  }
}
