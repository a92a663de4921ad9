package io.gpen.detect;

import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import java.nio.FloatBuffer;
import java.util.List;

/** A detector's network that sees nothing but what it is told. */
final class FakeNetwork implements Network {

  private final Drawing drawing;
  Tensor lastInput;
  boolean closed;

  /** Fills the outputs for a picture with so many anchors. */
  interface Drawing {
    void draw(float[] loc, float[] conf, float[] landms);
  }

  FakeNetwork(Drawing drawing) {
    this.drawing = drawing;
  }

  @Override
  public List<Tensor> run(Tensor input) {
    lastInput = input;
    int n = new AnchorGrid(input.shape()[3], input.shape()[2]).count();
    float[] loc = new float[4 * n];
    float[] conf = new float[2 * n];
    float[] landms = new float[10 * n];
    drawing.draw(loc, conf, landms);
    return List.of(
        new Tensor(FloatBuffer.wrap(loc), 1, n, 4),
        new Tensor(FloatBuffer.wrap(conf), 1, n, 2),
        new Tensor(FloatBuffer.wrap(landms), 1, n, 10));
  }

  @Override
  public String description() {
    return "";
  }

  @Override
  public void close() {
    closed = true;
  }
}
