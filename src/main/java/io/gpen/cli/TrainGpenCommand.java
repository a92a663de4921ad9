package io.gpen.cli;

import io.gpen.degrade.DegradationParameters;
import io.gpen.degrade.DegradeSettings;
import io.gpen.degrade.Degrader;
import io.gpen.files.Sha256;
import io.gpen.torchscript.TrainingArchive.Losses;
import io.gpen.train.GpenRequest;
import io.gpen.train.GpenSettings;
import io.gpen.train.HeldOut;
import io.gpen.train.Training;
import io.gpen.train.TrainingPlan;
import io.gpen.train.TrainingRequest;
import io.gpen.zoo.ModelTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains GPEN. */
@Command(
    name = "gpen",
    description = {
      "Trains a GPEN, which restores faces, with clear pictures of aligned faces that it degrades"
          + " itself: beginning with a StyleGAN2, with a GPEN, which so adapts to your own"
          + " pictures, or with nothing. gpen restore --model takes last.pth and best.pth at once.",
      "Lengths of the degradations are for pictures of 512 pixels and shrink with the size.",
      "Run the same command again to continue after an interruption."
    })
final class TrainGpenCommand implements Callable<Integer> {

  /** Lengths of the degradations are for crops of this side, as in the reference. */
  private static final int DEGRADATION_SIDE = 512;

  private static final int DIGITS = 8;

  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Mixin private TrainingMixin training;

  @Option(
      names = "--size",
      paramLabel = "PX",
      converter = TrainingMixin.Side.class,
      description =
          "Side of the pictures: 64, 128, 256, 512, 1024 or 2048 (default: that of --from, or else"
              + " 256).")
  private Integer size;

  @Option(
      names = "--from",
      paramLabel = "NAME|FILE",
      description =
          "Begin with this network: a StyleGAN2 of the same size becomes the decoder, a GPEN of the"
              + " same size is trained further, one of half the size grows.")
  private String from;

  @Option(
      names = "--start",
      paramLabel = "identity|random",
      defaultValue = "identity",
      description =
          "What begins without --from: a network that gives its input back, or a random one"
              + " (default: ${DEFAULT-VALUE}).")
  private Start start;

  @Mixin private DegradationMixin degradation;

  @Option(
      names = "--validation",
      paramLabel = "DIR",
      description =
          "Folder with pictures to measure with, and the folders inside; 64 at most are used"
              + " (default: a share of the input, see --hold-out).")
  private Path validation;

  @Option(
      names = "--hold-out",
      paramLabel = "0..1",
      defaultValue = "0.05",
      converter = Converters.Share.class,
      description =
          "Share of the input that is measured with and not trained with; names decide (default:"
              + " ${DEFAULT-VALUE}).")
  private double holdOut;

  @Option(
      names = "--best-by",
      paramLabel = "psnr|identity|perceptual",
      description =
          "Keep the state with the best of these as best.pth (default: identity if --identity is"
              + " given, else perceptual if --perceptual is, else psnr).")
  private Rule bestBy;

  @Option(
      names = "--perceptual",
      paramLabel = "NAME|FILE",
      description = "SqueezeNet 1.1 to compare the look of pictures with.")
  private String perceptual;

  @Option(
      names = "--identity",
      paramLabel = "NAME|FILE",
      description = "MobileFaceNet to compare faces with.")
  private String identity;

  @Option(
      names = "--adversarial",
      paramLabel = "WEIGHT",
      defaultValue = "1",
      converter = Converters.Weight.class,
      description = "Weight of the discriminator's judgement (default: ${DEFAULT-VALUE}).")
  private double adversarial;

  @Option(
      names = "--adversarial-ratio",
      paramLabel = "RATIO",
      defaultValue = "0",
      converter = Converters.Weight.class,
      description =
          "Instead of a weight: hold the adversarial gradient at this multiple of the gradient of"
              + " all other losses.")
  private double adversarialRatio;

  @Option(
      names = "--smooth-l1",
      paramLabel = "WEIGHT",
      defaultValue = "1",
      converter = Converters.Weight.class,
      description = "Weight of the difference of pixels (default: ${DEFAULT-VALUE}).")
  private double smoothL1;

  @Option(
      names = "--smooth-l1-half",
      paramLabel = "WEIGHT",
      defaultValue = "0",
      converter = Converters.Weight.class,
      description =
          "Weight of the difference of pixels at half the size (default: ${DEFAULT-VALUE}).")
  private double smoothL1Half;

  @Option(
      names = "--detail",
      paramLabel = "WEIGHT",
      defaultValue = "0",
      converter = Converters.Weight.class,
      description =
          "How much more pixels of eyes and mouth count than others (default: ${DEFAULT-VALUE}).")
  private double detail;

  @Option(
      names = "--features",
      paramLabel = "WEIGHT",
      defaultValue = "0",
      converter = Converters.Weight.class,
      description =
          "Weight of the difference of the discriminator's features (default: ${DEFAULT-VALUE}).")
  private double features;

  @Option(
      names = "--perceptual-weight",
      paramLabel = "WEIGHT",
      defaultValue = "1",
      converter = Converters.Weight.class,
      description = "Weight of the loss by --perceptual (default: ${DEFAULT-VALUE}).")
  private double perceptualWeight;

  @Option(
      names = "--identity-weight",
      paramLabel = "WEIGHT",
      defaultValue = "1",
      converter = Converters.Weight.class,
      description = "Weight of the loss by --identity (default: ${DEFAULT-VALUE}).")
  private double identityWeight;

  @Option(
      names = "--decoder-rate",
      paramLabel = "0..1",
      converter = Converters.Share.class,
      description =
          "What the learning rate of the decoder is multiplied by (default: 0.1 with a StyleGAN2,"
              + " else 1).")
  private Double decoderRate;

  @Mixin private LogOptions log;

  /** What a network begins with that begins with nothing. */
  enum Start {
    IDENTITY,
    RANDOM
  }

  /** Which state is the best. */
  enum Rule {
    PSNR,
    IDENTITY,
    PERCEPTUAL
  }

  TrainGpenCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    log.apply(context.console());
    Losses losses =
        new Losses(
            adversarial,
            adversarialRatio,
            smoothL1,
            smoothL1Half,
            features,
            perceptualWeight,
            identityWeight);
    refuseContradictions(losses);
    HeldOut.Split split = split();
    DegradeSettings degraded = degradation.settings(true);
    GpenRequest gpen =
        new GpenRequest(
            Optional.ofNullable(from).map(training::generator),
            size == null ? OptionalInt.empty() : OptionalInt.of(size),
            training.layout(size == null ? TrainingMixin.USUAL_SIZE : size),
            start == Start.IDENTITY,
            name(degraded),
            split.validation(),
            training.trained(perceptual, ModelTask.PERCEPTION),
            training.trained(identity, ModelTask.IDENTITY));
    GpenSettings settings =
        new GpenSettings(
            training.settings(false), losses, detail, decoderRate == null ? 0 : decoderRate);
    TrainingRequest request =
        training.request(
            split.training(), false, Optional.of(degrader(degraded)), Optional.of(best()));
    return TrainingRun.of(
        context,
        log,
        (listener, stop) -> new Training(request, listener, stop).gpen(gpen, settings));
  }

  private void refuseContradictions(Losses losses) {
    if (from != null) {
      IneffectiveOptions.refuse(spec, "with --from", "--start", "--narrow", "--channel-multiplier");
    }
    if (validation != null) {
      IneffectiveOptions.refuse(spec, "with --validation", "--hold-out");
    }
    if (degradation.parameters != null) {
      IneffectiveOptions.refuse(spec, "with --parameters", "--preset");
    }
    if (perceptual == null) {
      IneffectiveOptions.refuse(spec, "without --perceptual", "--perceptual-weight");
    }
    if (identity == null) {
      IneffectiveOptions.refuse(spec, "without --identity", "--identity-weight");
    }
    if (!losses.needDiscriminator()) {
      IneffectiveOptions.refuse(
          spec, "without a discriminator (--adversarial 0)", "--r1", "--augment");
    }
    if (adversarialRatio > 0) {
      IneffectiveOptions.refuse(spec, "with --adversarial-ratio", "--adversarial");
    }
    refuse(
        !losses.needDiscriminator()
            && smoothL1 == 0
            && smoothL1Half == 0
            && (perceptual == null || perceptualWeight == 0)
            && (identity == null || identityWeight == 0),
        "all losses have the weight 0: nothing would be learnt");
    refuse(bestBy == Rule.IDENTITY && identity == null, "--best-by identity needs --identity");
    refuse(
        bestBy == Rule.PERCEPTUAL && perceptual == null, "--best-by perceptual needs --perceptual");
    refuse(size != null && size == 32, "--size 32 is for a StyleGAN2; a GPEN has 64 or more");
  }

  private void refuse(boolean wrong, String message) {
    if (wrong) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  /** {@return what makes another degradation another training} */
  private static String name(DegradeSettings settings) {
    String digest = Sha256.of(settings.text().getBytes(StandardCharsets.UTF_8)).hex();
    return settings.preset() + " (" + digest.substring(0, DIGITS) + ")";
  }

  private static Degrader degrader(DegradeSettings settings) {
    DegradationParameters drawn = settings.parameters();
    return new Degrader(
        drawn.side() == 0 ? drawn.meantFor(DEGRADATION_SIDE) : drawn, settings.damage());
  }

  private HeldOut.Split separate(SortedMap<String, Path> trained, SortedMap<String, Path> measured)
      throws IOException {
    Set<Path> files = new HashSet<>();
    for (Path file : trained.values()) {
      files.add(file.toRealPath());
    }
    for (Path file : measured.values()) {
      refuse(
          files.contains(file.toRealPath()),
          file
              + " is in --validation and in --input: a network would be measured with what it is"
              + " trained with; name another folder, or leave --validation out");
    }
    return new HeldOut.Split(trained, measured);
  }

  private HeldOut.Split split() throws IOException {
    if (validation != null) {
      return separate(
          training.pictures(List.of(validation)), NamedPhotos.of(validation, true, List.of()));
    }
    HeldOut.Split split = HeldOut.split(training.pictures(List.of()), holdOut);
    refuse(
        split.validation().isEmpty() || split.training().isEmpty(),
        "--hold-out leaves no picture to measure with or to train with: name a folder with"
            + " --validation, or another share");
    return split;
  }

  private TrainingPlan.Best best() {
    Rule rule = bestBy;
    if (rule == null) {
      rule = identity != null ? Rule.IDENTITY : perceptual != null ? Rule.PERCEPTUAL : Rule.PSNR;
    }
    return switch (rule) {
      case PSNR -> TrainingPlan.Best.PSNR;
      case IDENTITY -> TrainingPlan.Best.IDENTITY;
      case PERCEPTUAL -> TrainingPlan.Best.PERCEPTUAL;
    };
  }
}
