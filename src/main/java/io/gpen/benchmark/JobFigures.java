package io.gpen.benchmark;

/**
 * What a whole run over a folder takes, against what its networks alone take on the same photos in
 * the same process.
 *
 * @param folder what was worked on
 * @param generator the form of the generator, with the levels that Winograd's convolution computes
 * @param photos how many photos
 * @param faces how many faces were restored
 * @param wall seconds of the whole run
 * @param networks seconds in the networks when the photos are done one after the other, nothing
 *     beside them
 * @param generatorInside seconds in the generator during the whole run
 * @param detectorInside seconds in the detector during the whole run
 */
public record JobFigures(
    String folder,
    String generator,
    int photos,
    int faces,
    Measurement wall,
    Measurement networks,
    Measurement generatorInside,
    Measurement detectorInside) {

  /** {@return how many times longer the whole run takes than its networks alone, pair by pair} */
  public Measurement overhead() {
    return wall.over(networks);
  }

  /** {@return photos per second of the whole run, in the median} */
  public double photosPerSecond() {
    return photos / wall.median();
  }

  /** {@return restored faces per second of the whole run, in the median} */
  public double facesPerSecond() {
    return faces / wall.median();
  }
}
