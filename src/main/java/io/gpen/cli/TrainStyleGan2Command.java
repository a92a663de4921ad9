package io.gpen.cli;

import io.gpen.train.StyleGan2Settings;
import io.gpen.train.TrainedNetwork;
import io.gpen.train.Training;
import io.gpen.train.TrainingPlan;
import io.gpen.train.TrainingRequest;
import io.gpen.zoo.ModelTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains StyleGAN2. */
@Command(
    name = "stylegan2",
    description = {
      "Trains a StyleGAN2, which learns to draw pictures like those in a folder. A GPEN that begins"
          + " with it as its decoder (gpen train gpen --from) has learned already what faces look"
          + " like.",
      "Run the same command again to continue after an interruption."
    })
final class TrainStyleGan2Command implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private TrainingMixin training;

  @Option(
      names = "--size",
      paramLabel = "PX",
      defaultValue = "256",
      converter = TrainingMixin.Side.class,
      description =
          "Side of the pictures: 32, 64, 128, 256, 512, 1024 or 2048 (default: ${DEFAULT-VALUE}).")
  private int size;

  @Option(
      names = "--mixing",
      paramLabel = "0..1",
      defaultValue = "0.9",
      converter = Converters.Share.class,
      description =
          "Share of the pictures that are made of two latents (default: ${DEFAULT-VALUE}).")
  private double mixing;

  @Option(
      names = "--no-mirror",
      fallbackValue = "true",
      description = "Do not mirror half of the pictures left to right.")
  private boolean withoutMirror;

  @Option(
      names = "--perceptual",
      paramLabel = "NAME|FILE",
      description =
          "SqueezeNet 1.1 to measure with how far drawn pictures are from real ones, by the Frechet"
              + " distance of its features; the state with the smallest is kept as best.pth.")
  private String perceptual;

  @Mixin private LogOptions log;

  TrainStyleGan2Command(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    log.apply(context.console());
    SortedMap<String, Path> pictures = training.pictures(List.of());
    StyleGan2Settings settings =
        new StyleGan2Settings(training.settings(TrainingMixin.isFew(pictures)), mixing);
    Optional<TrainedNetwork> features = training.trained(perceptual, ModelTask.PERCEPTION);
    TrainingRequest request =
        training.request(
            pictures,
            !withoutMirror,
            Optional.empty(),
            features.map(network -> TrainingPlan.Best.FRECHET));
    return TrainingRun.of(
        context,
        log,
        (listener, stop) ->
            new Training(request, listener, stop)
                .styleGan2(training.layout(size), settings, features));
  }
}
