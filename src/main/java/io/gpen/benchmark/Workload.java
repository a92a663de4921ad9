package io.gpen.benchmark;

import io.gpen.torchscript.GpenLayout;
import java.util.List;

/**
 * How much work the parts are given.
 *
 * @param large the photo of which every step is timed
 * @param detected the sizes of the photos for the detector
 * @param enlarged the side in pixels of the picture that is enlarged
 * @param withFaces a photo of the folder in which faces are nearly all of the work
 * @param photosWithFaces how many of them
 * @param withoutFaces a photo of the folder without faces
 * @param photosWithoutFaces how many of them
 * @param trained the sizes of a generator that is trained
 * @param trainedBatch the pictures of a step
 */
record Workload(
    SyntheticPhoto large,
    List<DetectorBenchmark.PhotoSize> detected,
    int enlarged,
    SyntheticPhoto withFaces,
    int photosWithFaces,
    SyntheticPhoto withoutFaces,
    int photosWithoutFaces,
    GpenLayout trained,
    int trainedBatch) {

  /** A photo of 12 megapixels with 30 faces; folders of photos of 2 megapixels. */
  static final Workload FULL =
      new Workload(
          SyntheticPhoto.of(4000, 3000, 30, 150, 500),
          DetectorBenchmark.SIZES,
          256,
          SyntheticPhoto.of(1600, 1200, 5, 150, 350),
          4,
          SyntheticPhoto.of(1600, 1200, 0, 0, 0),
          8,
          GpenLayout.of(256, 1, 0.25, 512, 8),
          8);

  /** A few seconds of work besides the networks. */
  static final Workload QUICK =
      new Workload(
          SyntheticPhoto.of(1600, 1200, 6, 150, 350),
          DetectorBenchmark.SIZES.subList(0, 1),
          64,
          SyntheticPhoto.of(800, 600, 2, 150, 200),
          2,
          SyntheticPhoto.of(800, 600, 0, 0, 0),
          2,
          GpenLayout.of(64, 1, 0.125, 512, 8),
          2);
}
