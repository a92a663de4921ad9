package io.gpen.api;

import io.gpen.checkpoint.CheckpointReader;
import io.gpen.checkpoint.StateDict;
import io.gpen.detect.RetinaFaceDetector;
import io.gpen.engine.Engine;
import io.gpen.engine.EngineOptions;
import io.gpen.engine.Network;
import io.gpen.evaluate.Instruments;
import io.gpen.evaluate.Niqe;
import io.gpen.evaluate.PerceptualDistance;
import io.gpen.identity.IdentityNetwork;
import io.gpen.image.OpenCv;
import io.gpen.torchscript.Form;
import io.gpen.zoo.ConvertedModels.Ready;
import io.gpen.zoo.ModelException;
import io.gpen.zoo.ModelFile;
import io.gpen.zoo.ModelTask;
import io.gpen.zoo.ModelZoo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The networks that pictures are measured with, and the engine that runs them. Close it. */
public final class Measuring implements AutoCloseable {

  private final Deque<Runnable> closing = new ArrayDeque<>();
  private final ModelZoo zoo;
  private final EngineOptions options;
  private Optional<Engine> engine = Optional.empty();

  private Measuring(ModelZoo zoo, EngineOptions options) {
    this.zoo = zoo;
    this.options = options;
  }

  /**
   * What to measure with; models are named as in the catalogue, or by their file.
   *
   * @param perceptual a SqueezeNet 1.1, to compare the look of pictures
   * @param heads the linear heads of LPIPS for it
   * @param identity a MobileFaceNet, to compare faces
   * @param detector the detector; empty for the default
   * @param niqe BasicSR's model of NIQE
   * @param aligned whether the pictures are aligned crops of one face
   * @param landmarks whether landmarks are compared
   */
  public record Choice(
      Optional<String> perceptual,
      Optional<Path> heads,
      Optional<String> identity,
      Optional<String> detector,
      Optional<Path> niqe,
      boolean aligned,
      boolean landmarks) {}

  /**
   * {@return networks that nothing is loaded of yet}
   *
   * @param zoo where models are
   * @param options how they are run
   */
  public static Measuring of(ModelZoo zoo, EngineOptions options) {
    return new Measuring(zoo, options);
  }

  /**
   * {@return the networks, loaded; they stay with this object}
   *
   * @param choice what to measure with
   * @throws ModelException if a model is missing or is for another task
   * @throws io.gpen.checkpoint.CheckpointException if weights cannot be read
   * @throws io.gpen.engine.EngineException if libtorch or the device does not work
   * @throws IOException if the model of NIQE cannot be read
   */
  public Instruments load(Choice choice) throws IOException {
    OpenCv.load();
    Optional<Niqe> niqe =
        choice.niqe().isPresent() ? Optional.of(Niqe.of(choice.niqe().get())) : Optional.empty();
    boolean detects = choice.landmarks() || choice.identity().isPresent() && !choice.aligned();
    return new Instruments(
        choice.perceptual().map(name -> perceptual(name, choice.heads())),
        choice.identity().map(name -> new IdentityNetwork(network(name, ModelTask.IDENTITY))),
        detects ? Optional.of(detector(choice.detector())) : Optional.empty(),
        niqe,
        choice.aligned(),
        choice.landmarks());
  }

  private PerceptualDistance perceptual(String name, Optional<Path> heads) {
    Network network = network(name, ModelTask.PERCEPTION);
    if (heads.isEmpty()) {
      return new PerceptualDistance(network, Optional.empty());
    }
    try (StateDict weights = CheckpointReader.open(heads.get())) {
      return new PerceptualDistance(network, Optional.of(weights));
    }
  }

  private RetinaFaceDetector detector(Optional<String> name) {
    ModelFile model =
        name.map(n -> zoo.find(n, ModelTask.DETECTION))
            .orElseGet(() -> zoo.findDefault(ModelTask.DETECTION));
    return new RetinaFaceDetector(network(model, ModelTask.DETECTION));
  }

  private Network network(String name, ModelTask task) {
    return network(zoo.find(name, task), task);
  }

  private Network network(ModelFile model, ModelTask task) {
    Ready ready = zoo.converted().get(model, Optional.empty(), Form.INFERENCE);
    if (engine.isEmpty()) {
      engine = Optional.of(Engine.start(options));
      closing.push(engine.get()::close);
    }
    Network network = Networks.load(engine.get(), ready, task);
    closing.push(network::close);
    return network;
  }

  @Override
  public void close() {
    while (!closing.isEmpty()) {
      closing.pop().run();
    }
  }
}
