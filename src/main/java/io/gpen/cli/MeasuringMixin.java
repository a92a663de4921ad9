package io.gpen.cli;

import io.gpen.api.Measuring;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is measured beyond PSNR and SSIM. */
final class MeasuringMixin {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--perceptual",
      paramLabel = "NAME|FILE",
      description =
          "SqueezeNet 1.1 to compare the look of images with: a distance made like LPIPS, not"
              + " comparable with published LPIPS, and the Frechet distance of its features.")
  private String perceptual;

  @Option(
      names = "--perceptual-heads",
      paramLabel = "FILE",
      description =
          "Linear heads of LPIPS for SqueezeNet, which weight its channels (default: all weigh the"
              + " same).")
  private Path heads;

  @Option(
      names = "--identity",
      paramLabel = "NAME|FILE",
      description = "MobileFaceNet to compare faces with: the cosine of their embeddings.")
  private String identity;

  @Option(
      names = "--landmarks",
      fallbackValue = "true",
      description =
          "Compare where the landmarks of faces are found, in distances of the reference's eyes.")
  private boolean landmarks;

  @Option(
      names = "--aligned",
      fallbackValue = "true",
      description =
          "The images are aligned face crops: faces are compared without looking for them.")
  private boolean aligned;

  @Option(
      names = "--detector",
      paramLabel = "NAME|FILE",
      description = "Model that detects the faces (default: the one in the catalogue).")
  private String detector;

  @Option(
      names = "--niqe-model",
      paramLabel = "FILE",
      description =
          "Statistics of pristine photographs to measure NIQE with: niqe_pris_params.npz of"
              + " BasicSR.")
  Path niqe;

  /**
   * {@return what to measure with}
   *
   * @param hasReferences whether there is something to compare with
   */
  Measuring.Choice choice(boolean hasReferences) {
    if (!hasReferences) {
      IneffectiveOptions.refuse(
          spec, "without --against", "--perceptual", "--identity", "--landmarks");
    }
    if (perceptual == null) {
      IneffectiveOptions.refuse(spec, "without --perceptual", "--perceptual-heads");
    }
    if (identity == null) {
      IneffectiveOptions.refuse(spec, "without --identity", "--aligned");
    }
    boolean detects = landmarks || identity != null && !aligned;
    if (!detects) {
      String why = identity == null ? "without --identity or --landmarks" : "with --aligned";
      IneffectiveOptions.refuse(spec, why, "--detector");
    }
    return new Measuring.Choice(
        Optional.ofNullable(perceptual),
        Optional.ofNullable(heads),
        Optional.ofNullable(identity),
        Optional.ofNullable(detector),
        Optional.ofNullable(niqe),
        aligned,
        landmarks);
  }
}
