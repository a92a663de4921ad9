package io.gpen.generate;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.gpen.engine.EngineException;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.face.ShareCurve;
import io.gpen.text.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * The GPEN generator around its network, as {@code FaceGAN.process} of GPEN's {@code
 * face_model/face_gan.py} runs it.
 */
public final class GpenGenerator implements FaceGenerator {

  /** About 4 GB of activations in fp32. */
  private static final double PIXELS_AT_ONCE = 4 * 512 * 512;

  private final Network network;
  private final int size;
  private final int batch;
  private final ShareCurve shares;
  private final CropTensor input;

  /**
   * Takes over a network.
   *
   * @param network takes [n, 3, size, size], RGB, and gives the same
   * @param size side of the square crops in pixels
   * @param batch the most crops that go through the network together
   * @param range the values that the network takes and gives
   */
  public GpenGenerator(Network network, int size, int batch, ValueRange range) {
    this(network, size, batch, range, ShareCurve.DEFAULT);
  }

  private GpenGenerator(Network network, int size, int batch, ValueRange range, ShareCurve shares) {
    if (size < 1 || batch < 1) {
      throw new IllegalArgumentException(Wording.format("size %d, batch %d", size, batch));
    }
    this.network = network;
    this.size = size;
    this.batch = batch;
    this.shares = shares;
    this.input = new CropTensor(size, batch, range);
  }

  /**
   * {@return the generator around a network that states its size}
   *
   * @param network the network, whose description has a {@code size}
   * @param gpu whether it runs on a GPU, which one crop does not keep busy: then crops go through
   *     together that have the pixels of four crops of 512; on a CPU one crop at a time is within a
   *     few per cent of the fastest and takes the least memory
   * @param range the values that the network takes and gives
   * @throws EngineException if the description does not state the size
   */
  public static GpenGenerator of(Network network, boolean gpu, ValueRange range) {
    return of(network, gpu, range, ShareCurve.DEFAULT);
  }

  /**
   * {@return the generator around a network that states its size}
   *
   * @param network the network, whose description has a {@code size}
   * @param gpu whether it runs on a GPU
   * @param range the values that the network takes and gives
   * @param shares how much of what it makes of a face is used, by how blurred the face was
   * @throws EngineException if the description does not state the size
   */
  public static GpenGenerator of(
      Network network, boolean gpu, ValueRange range, ShareCurve shares) {
    int size = describedSize(network.description());
    int batch = gpu ? (int) Math.max(1, PIXELS_AT_ONCE / size / size) : 1;
    return new GpenGenerator(network, size, batch, range, shares);
  }

  private static int describedSize(String description) {
    JsonParseException cause = null;
    try {
      if (JsonParser.parseString(description) instanceof JsonObject object
          && object.get("size") instanceof JsonPrimitive size
          && size.isNumber()) {
        return size.getAsInt();
      }
    } catch (JsonParseException e) {
      cause = e;
    }
    throw new EngineException(
        "the converted model does not state the size of its crops: delete it from the cache, and it"
            + " is converted again",
        cause);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int batch() {
    return batch;
  }

  @Override
  public double share(double blur, double magnification) {
    return shares.share(blur, magnification);
  }

  /**
   * {@inheritDoc}
   *
   * @throws EngineException if the network cannot be run or its output has another form
   */
  @Override
  public synchronized List<GeneratedCrop> restore(List<Mat> crops) {
    crops.forEach(this::check);
    List<GeneratedCrop> restored = new ArrayList<>();
    try {
      for (int from = 0; from < crops.size(); from += batch) {
        restored.addAll(run(crops.subList(from, Math.min(crops.size(), from + batch))));
      }
      return restored;
    } catch (RuntimeException | Error e) {
      restored.forEach(GeneratedCrop::close);
      throw e;
    }
  }

  private List<GeneratedCrop> run(List<Mat> crops) {
    Tensor tensor = input.of(crops);
    List<Tensor> outputs = network.run(tensor);
    if (outputs.isEmpty() || !Arrays.equals(outputs.get(0).shape(), tensor.shape())) {
      throw new EngineException(
          "the network's output does not have the shape of its input: the model is not a GPEN"
              + " generator");
    }
    return input.crops(outputs.get(0));
  }

  private void check(Mat crop) {
    if (crop.rows() != size || crop.cols() != size || crop.type() != CvType.CV_8UC3) {
      throw new IllegalArgumentException(
          Wording.format("not a %d x %d crop of 8-bit BGR: %s", size, size, crop.toString()));
    }
  }

  @Override
  public void close() {
    input.close();
    network.close();
  }
}
