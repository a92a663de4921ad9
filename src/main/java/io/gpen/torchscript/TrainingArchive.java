package io.gpen.torchscript;

import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.StateDict;
import io.gpen.text.Wording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * An archive that holds a whole training: the generator {@code g}, the discriminator {@code d}, the
 * averaged generator {@code g_ema}, the losses, the regularisers and the optimisers. Its methods
 * are in {@code trainer.py} and in the text of each kind of training.
 *
 * @param generator the names of the generator's parameters, in the order of the archive's lists
 * @param discriminator those of the discriminator
 */
public record TrainingArchive(List<String> generator, List<String> discriminator) {

  private static final String AVERAGED = "g_ema";

  /**
   * The decay rates of Adam's moments.
   *
   * @param beta1 of the first
   * @param beta2 of the second
   */
  public record Betas(double beta1, double beta2) {

    private ScriptModule module() {
      return ScriptModule.ofState("Adam", beta1, beta2);
    }
  }

  /**
   * What all kinds of training have.
   *
   * @param generator of the generator's optimiser
   * @param discriminator of the discriminator's optimiser
   * @param colour whether brightness, saturation and contrast of what the discriminator sees change
   * @param shift whether it is moved
   * @param cutout whether a square of it is hidden
   * @param precision of the convolutions; weights stay in fp32
   */
  public record Options(
      Betas generator,
      Betas discriminator,
      boolean colour,
      boolean shift,
      boolean cutout,
      Precision precision) {

    private ScriptModule addTo(ScriptModule root) {
      return root.with("g_adam", generator.module())
          .with("d_adam", discriminator.module())
          .with("colour", colour)
          .with("shift", shift)
          .with("cutout", cutout);
    }
  }

  /**
   * The losses of GPEN, each with its weight, 0 for none.
   *
   * @param adversarial the discriminator's judgement
   * @param adversarialRatio if above 0, the gradient of the adversarial loss by the picture is held
   *     at this share of the gradient of all others
   * @param smoothL1 of the pixels
   * @param smoothL1Half of the pixels at half the size
   * @param features of the discriminator's features
   * @param perceptual of a SqueezeNet's features
   * @param identity of a MobileFaceNet's embeddings
   */
  public record Losses(
      double adversarial,
      double adversarialRatio,
      double smoothL1,
      double smoothL1Half,
      double features,
      double perceptual,
      double identity) {

    /** {@return whether there is a loss for which a discriminator is trained} */
    public boolean needDiscriminator() {
      return adversarial > 0 || features > 0;
    }
  }

  /**
   * Writes an archive for training StyleGAN2.
   *
   * @param target the file; replaced if it is there
   * @param networks {@code g}, {@code d} and {@code g_ema}
   * @param options of the optimisers and the discriminator
   * @param mixing the probability that the layers of a picture have two latents
   * @return the parameters
   * @throws CheckpointException if the weights do not fit the networks
   * @throws IOException if the archive cannot be written
   */
  public static TrainingArchive styleGan2(
      Path target, Map<String, StateDict> networks, Options options, double mixing)
      throws IOException {
    GpenLayout layout = GpenLayout.ofStyleGan2(networks.get("g"));
    Map<String, long[]> tensors = layout.styleGan2Tensors();
    String kind = Wording.format("a StyleGAN2 generator for %d pixels", layout.size());
    Weights current = Weights.check(networks.get("g"), kind, tensors, name -> false);
    Weights averaged = Weights.check(networks.get(AVERAGED), kind, tensors, name -> false);
    Discriminator discriminator = discriminator(networks.get("d"), layout.size());
    ScriptModule root =
        new ScriptModule("Trainer")
            .with("g", GpenTrainable.styleGan2(layout, current, true))
            .with("d", discriminator.root())
            .with(AVERAGED, GpenTrainable.styleGan2(layout, averaged, false))
            .with("mixing", mixing);
    TrainingArchive archive =
        new TrainingArchive(parameters(tensors.keySet()), parameters(discriminator.names()));
    String text =
        GpenTrainable.text(layout, options.precision())
            + discriminator.text()
            + archive.text("stylegan2_trainer.py", Set.of(), 1);
    ArchiveWriter.write(target, options.addTo(root), text, "{}");
    return archive;
  }

  /**
   * Writes an archive for training GPEN.
   *
   * @param target the file; replaced if it is there
   * @param networks {@code g}, {@code d} and {@code g_ema}; {@code perceptual}, a SqueezeNet, and
   *     {@code identity}, a MobileFaceNet, if their losses are to be there
   * @param options of the optimisers and the discriminator
   * @param losses their weights
   * @param places gives for a side in pixels what each pixel counts in the smooth L1 losses, row by
   *     row, 1 on average
   * @param decoderRate what the learning rate of the decoder is multiplied by
   * @return the parameters
   * @throws CheckpointException if the weights do not fit the networks
   * @throws IOException if the archive cannot be written
   */
  public static TrainingArchive gpen(
      Path target,
      Map<String, StateDict> networks,
      Options options,
      Losses losses,
      IntFunction<float[]> places,
      double decoderRate)
      throws IOException {
    GpenLayout layout = GpenLayout.of(networks.get("g"));
    Map<String, long[]> tensors = layout.tensors();
    String kind = Wording.format("a GPEN generator for %d pixels", layout.size());
    Weights current = Weights.check(networks.get("g"), kind, tensors, name -> false);
    Weights averaged = Weights.check(networks.get(AVERAGED), kind, tensors, name -> false);
    Discriminator discriminator = discriminator(networks.get("d"), layout.size());
    int size = layout.size();
    ScriptModule root =
        new ScriptModule("Trainer")
            .with("g", GpenTrainable.root(layout, current, true))
            .with("d", discriminator.root())
            .with(AVERAGED, GpenTrainable.root(layout, averaged, false))
            .with("places", ModuleTensor.buffer(() -> places.apply(size), 1, 1, size, size))
            .with("adversarial", losses.adversarial())
            .with("adversarial_ratio", losses.adversarialRatio())
            .with("smooth_l1", losses.smoothL1())
            .with("smooth_l1_half", losses.smoothL1Half())
            .with("features", losses.features())
            .with("perceptual_weight", losses.perceptual())
            .with("identity_weight", losses.identity());
    StringBuilder text = new StringBuilder(GpenTrainable.text(layout, options.precision()));
    text.append(discriminator.text()).append(ConvLayer.text());
    if (networks.containsKey("perceptual")) {
      SqueezeNet perceptual = SqueezeNet.of(networks.get("perceptual"));
      root.with("perceptual", perceptual.root());
      text.append(perceptual.text());
    }
    if (networks.containsKey("identity")) {
      MobileFaceNet identity = MobileFaceNet.of(networks.get("identity"));
      root.with("identity", identity.root());
      text.append(identity.text());
    }
    TrainingArchive archive =
        new TrainingArchive(parameters(tensors.keySet()), parameters(discriminator.names()));
    text.append(archive.text("gpen_trainer.py", networks.keySet(), decoderRate));
    ArchiveWriter.write(target, options.addTo(root), text.toString(), "{}");
    return archive;
  }

  private static Discriminator discriminator(StateDict weights, int size) {
    Discriminator discriminator = Discriminator.of(weights);
    if (discriminator.size() != size) {
      throw new CheckpointException(
          Wording.format(
              "the discriminator is for %d pixels, the generator for %d: take those that belong"
                  + " together",
              discriminator.size(), size));
    }
    return discriminator;
  }

  private static List<String> parameters(Collection<String> tensors) {
    return tensors.stream().filter(name -> !name.endsWith("kernel")).toList();
  }

  /** The lists are methods of the class that the text of the trainer ends with. */
  private String text(String trainer, Set<String> networks, double decoderRate) {
    Map<String, int[]> optional = new HashMap<>();
    for (String name : List.of("perceptual", "identity")) {
      optional.put(name, networks.contains(name) ? new int[1] : new int[0]);
    }
    return NetworkText.of(optional, "adam.py", "augmentation.py", trainer, "trainer.py")
        + list("g_parameters", "Tensor", generator, name -> expression("g", name))
        + list("d_parameters", "Tensor", discriminator, name -> expression("d", name))
        + list("g_ema_parameters", "Tensor", generator, name -> expression(AVERAGED, name))
        + list(
            "g_factors",
            "float",
            generator,
            name -> Double.toString(name.startsWith(GpenLayout.DECODER) ? decoderRate : 1));
  }

  private static String list(
      String method, String type, List<String> names, Function<String, String> expression) {
    StringBuilder text = new StringBuilder();
    text.append("\n  def ").append(method).append("(self) -> List[").append(type).append("]:\n");
    text.append("    return [\n");
    names.forEach(name -> text.append("      ").append(expression.apply(name)).append(",\n"));
    return text.append("    ]\n").toString();
  }

  /** Numbers are no attributes in the language, but for {@code getattr}. */
  private static String expression(String network, String name) {
    String expression = "self." + network;
    for (String part : name.split("\\.")) {
      expression =
          Character.isDigit(part.charAt(0))
              ? "getattr(" + expression + ", \"" + part + "\")"
              : expression + "." + part;
    }
    return expression;
  }
}
