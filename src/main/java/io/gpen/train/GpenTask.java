package io.gpen.train;

import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.StateDict;
import io.gpen.engine.Engine;
import io.gpen.torchscript.TrainingArchive;
import io.gpen.torchscript.TrainingArchive.Losses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Trains GPEN: encoder and decoder together, on degraded pictures and the same ones clear. */
public final class GpenTask extends AdversarialTask {

  GpenTask(
      Loaded loaded,
      CommonSettings settings,
      TrainingState state,
      List<String> losses,
      boolean judged) {
    super(loaded, settings, state, Batch::degraded, losses, judged);
  }

  /**
   * {@return a task in a state}
   *
   * @param engine what it computes with
   * @param settings how it trains
   * @param state where it begins; not needed afterwards
   * @param perceptual a SqueezeNet, if its loss is wanted; not needed afterwards
   * @param identity a MobileFaceNet, if its loss is wanted; not needed afterwards
   * @throws CheckpointException if the weights do not fit the networks
   * @throws IOException if the archive for libtorch cannot be written
   */
  public static GpenTask open(
      Engine engine,
      GpenSettings settings,
      TrainingState state,
      Optional<StateDict> perceptual,
      Optional<StateDict> identity)
      throws IOException {
    CommonSettings common = settings.common();
    Losses losses = settings.losses();
    Map<String, StateDict> networks = new HashMap<>(state.networks());
    perceptual
        .filter(weights -> losses.perceptual() > 0)
        .ifPresent(weights -> networks.put("perceptual", weights));
    identity
        .filter(weights -> losses.identity() > 0)
        .ifPresent(weights -> networks.put("identity", weights));
    Loaded loaded =
        Loaded.of(
            engine,
            file ->
                TrainingArchive.gpen(
                    file,
                    networks,
                    common.options(),
                    losses,
                    size -> FacePlaces.weights(size, settings.detail()),
                    settings.decoderRate()));
    return new GpenTask(
        loaded, common, state, names(losses, networks.keySet()), losses.needDiscriminator());
  }

  /** {@return what the generator's method gives, in its order} */
  private static List<String> names(Losses losses, Set<String> networks) {
    List<String> names = new ArrayList<>(List.of("g", "adversarial", "adversarial_weight"));
    if (losses.smoothL1() > 0) {
      names.add("smooth_l1");
    }
    if (losses.smoothL1Half() > 0) {
      names.add("smooth_l1_half");
    }
    if (losses.features() > 0) {
      names.add("features");
    }
    if (networks.contains("perceptual")) {
      names.add("perceptual");
    }
    if (networks.contains("identity")) {
      names.add("identity");
    }
    return names;
  }
}
