package io.gpen.train;

import io.gpen.engine.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.opencv.core.Mat;

/**
 * A square of pictures of latents that are the same every time.
 *
 * @param size the side of a picture in pixels
 * @param columns how many stand side by side, and below each other
 */
record SampleGrid(int size, int columns) implements Inspection {

  @Override
  public Findings inspect(TrainingTask task) {
    float[] nothing = new float[3 * columns * size * size];
    Batch row = new Batch(new Tensor(FloatBuffer.wrap(nothing), columns, 3, size, size), null);
    List<Mat> pictures = new ArrayList<>();
    try {
      for (Tensor made : task.samples(Collections.nCopies(columns, row))) {
        pictures.addAll(PictureTensor.pictures(made));
      }
      return new Findings(Map.of(), PictureGrid.png(pictures, columns));
    } finally {
      pictures.forEach(Mat::release);
    }
  }
}
