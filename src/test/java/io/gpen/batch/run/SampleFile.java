package io.gpen.batch.run;

import io.gpen.image.OpenCv;
import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoFormat;
import io.gpen.image.io.PhotoWriter;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * A photo file with metadata of every kind that its format holds, lying on its side.
 *
 * @param format the format
 * @param depth bits of a channel
 * @param channels 1 or 3, without alpha
 * @param alpha whether it has an alpha channel
 */
record SampleFile(PhotoFormat format, int depth, int channels, boolean alpha) {

  static final int ORIENTATION = 6;
  private static final int WIDTH = 300;
  private static final int HEIGHT = 220;

  /** {@return every layout that a file of each format can have} */
  static List<SampleFile> all() {
    List<SampleFile> all = new ArrayList<>();
    for (PhotoFormat format : PhotoFormat.values()) {
      boolean deep = format == PhotoFormat.PNG || format == PhotoFormat.TIFF;
      for (int depth : deep ? new int[] {8, 16} : new int[] {8}) {
        if (format != PhotoFormat.WEBP) {
          all.add(new SampleFile(format, depth, 1, false));
        }
        if (deep) {
          all.add(new SampleFile(format, depth, 1, true));
        }
        all.add(new SampleFile(format, depth, 3, false));
        if (format != PhotoFormat.JPEG) {
          all.add(new SampleFile(format, depth, 3, true));
        }
      }
    }
    return all;
  }

  String name() {
    return "%d bits, %d channels%s.%s"
        .formatted(depth, channels, alpha ? " and alpha" : "", format.extension());
  }

  boolean lossless() {
    return format != PhotoFormat.JPEG;
  }

  /** {@return the file} */
  byte[] bytes() {
    return bytes(pixels(channels, 1));
  }

  /** {@return a file of other colours, which are taken over} */
  byte[] bytes(Mat colour) {
    Optional<Mat> opacity = alpha ? Optional.of(pixels(1, 2)) : Optional.empty();
    // WebP does not keep colours under full transparency.
    opacity.ifPresent(a -> Core.max(a, Scalar.all(1), a));
    try (Photo photo =
        new Photo(colour, opacity, format, lossless(), PhotoMetadata.NONE, List.of())) {
      byte[] plain =
          PhotoWriter.encode(photo, new OutputOptions(Optional.empty(), 95, true)).bytes();
      boolean grey = channels == 1 && format != PhotoFormat.BMP;
      return PhotoWriter.embed(plain, Samples.turned(ORIENTATION, grey)).bytes();
    }
  }

  /** Soft blotches with some grain; 16-bit values use all their bits. */
  private Mat pixels(int count, int seed) {
    OpenCv.load();
    Core.setRNGSeed(seed);
    double levels = depth == 16 ? 65536 : 256;
    int type = depth == 16 ? CvType.CV_16UC(count) : CvType.CV_8UC(count);
    Mat small = new Mat(7, 9, type);
    Mat grain = new Mat(HEIGHT, WIDTH, type);
    Mat pixels = new Mat();
    Core.randu(small, 0, levels);
    Core.randu(grain, 0, levels);
    Imgproc.resize(small, pixels, new Size(WIDTH, HEIGHT), 0, 0, Imgproc.INTER_CUBIC);
    Core.addWeighted(pixels, 0.97, grain, 0.03, 0, pixels);
    small.release();
    grain.release();
    return pixels;
  }
}
