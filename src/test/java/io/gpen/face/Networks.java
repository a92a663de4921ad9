package io.gpen.face;

import io.gpen.Shared;
import io.gpen.Shipped;
import io.gpen.checkpoint.CheckpointReader;
import io.gpen.checkpoint.StateDict;
import io.gpen.detect.RetinaFaceDetector;
import io.gpen.engine.DeviceChoice;
import io.gpen.engine.Engine;
import io.gpen.engine.EngineOptions;
import io.gpen.engine.Network;
import io.gpen.generate.GpenGenerator;
import io.gpen.generate.ValueRange;
import io.gpen.torchscript.Converter;
import io.gpen.torchscript.Form;
import io.gpen.torchscript.Precision;
import io.gpen.torchscript.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Real networks, made from the weights beside the repository; tests are skipped without them. */
public final class Networks implements AutoCloseable {

  private final Engine engine = Engine.start(new EngineOptions(DeviceChoice.CPU, 0));
  private final Path folder;

  /** Starts the engine; archives go to a temporary folder. */
  public Networks() throws IOException {
    folder = Files.createTempDirectory("gpen-networks");
  }

  /** The detector with the public weights of the reference. */
  public RetinaFaceDetector officialDetector() throws IOException {
    return new RetinaFaceDetector(load("weights/retinaface_mobilenet0.25_official.pth"));
  }

  /** The detector that comes with the project; it is always there. */
  public RetinaFaceDetector shippedDetector() throws IOException {
    Path weights = Path.of("model_zoo/retinaface-mobilenet-0.25.safetensors");
    return new RetinaFaceDetector(load(weights, Variant.of(Form.INFERENCE)));
  }

  /** The project's own detector. */
  public RetinaFaceDetector ownDetector() throws IOException {
    return new RetinaFaceDetector(load("models/retinaface-mobilenet-0.25.pth"));
  }

  /** The generator that comes with the project, as restore makes it; it is always there. */
  public GpenGenerator shippedGenerator(Precision precision) throws IOException {
    Path weights = Shipped.weights(Shipped.generator());
    return GpenGenerator.of(load(weights, Variant.generator(precision)), false, ValueRange.SIGNED);
  }

  /** MobileFaceNet with public weights. */
  public Network mobileFaceNet() throws IOException {
    return load("weights/mobilefacenet_foamliu.pt");
  }

  /** The features of SqueezeNet 1.1 with public weights. */
  public Network squeezeNet() throws IOException {
    return load("weights/squeezenet_v1.1_caffe_fp16.pth");
  }

  private Network load(String name) throws IOException {
    return load(Shared.file(name), Variant.of(Form.INFERENCE));
  }

  private Network load(Path file, Variant variant) throws IOException {
    Path archive = folder.resolve(file.getFileName() + ".pt");
    try (StateDict weights = CheckpointReader.open(file)) {
      Converter.convert(weights, variant, archive);
      return engine.load(archive);
    } finally {
      Files.deleteIfExists(archive);
    }
  }

  @Override
  public void close() throws IOException {
    engine.close();
    Files.delete(folder);
  }
}
