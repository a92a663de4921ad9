package io.gpen.enlarge;

import io.gpen.engine.EngineException;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands in for a network that enlarges four times: each pixel of the result is the mean of the 5x5
 * pixels around its pixel of the input, zeros beyond the border, plus a share of its own for each
 * of the 16 places within a pixel. So it sees two pixels far, and borders show.
 */
final class BlurNetwork implements Network {

  static final int SCALE = 4;
  static final int REACH = 2;

  /** Largest number of pixels that there is memory for. */
  private final long room;

  final List<Integer> asked = new ArrayList<>();

  BlurNetwork(long room) {
    this.room = room;
  }

  BlurNetwork() {
    this(Long.MAX_VALUE);
  }

  /** {@return what the network makes of a plane of values} */
  static float[] enlarged(float[] plane, int rows, int columns) {
    float[] enlarged = new float[SCALE * SCALE * plane.length];
    for (int y = 0; y < SCALE * rows; y++) {
      for (int x = 0; x < SCALE * columns; x++) {
        float sum = 0;
        for (int dy = -REACH; dy <= REACH; dy++) {
          for (int dx = -REACH; dx <= REACH; dx++) {
            int row = y / SCALE + dy;
            int column = x / SCALE + dx;
            boolean inside = row >= 0 && row < rows && column >= 0 && column < columns;
            sum += inside ? plane[row * columns + column] : 0;
          }
        }
        float place = (y % SCALE * SCALE + x % SCALE) / 160f - 0.05f;
        enlarged[y * SCALE * columns + x] = sum / 25 + place;
      }
    }
    return enlarged;
  }

  @Override
  public List<Tensor> run(Tensor input) {
    int rows = input.shape()[2];
    int columns = input.shape()[3];
    asked.add(rows * columns);
    if ((long) rows * columns > room) {
      throw new EngineException(
          "cannot run it ([enforce fail at alloc_cpu.cpp:116] . DefaultCPUAllocator: can't"
              + " allocate memory: you tried to allocate 123 bytes.)");
    }
    FloatBuffer output = FloatBuffer.allocate(3 * SCALE * SCALE * rows * columns);
    float[] plane = new float[rows * columns];
    for (int c = 0; c < 3; c++) {
      input.data().get(c * plane.length, plane);
      output.put(enlarged(plane, rows, columns));
    }
    return List.of(new Tensor(output.rewind(), 1, 3, SCALE * rows, SCALE * columns));
  }

  @Override
  public String description() {
    return "";
  }

  @Override
  public void close() {}
}
