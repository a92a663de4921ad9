package io.gpen.benchmark;

import java.util.List;

/**
 * How fast the detector is, from pixels to faces.
 *
 * @param name which detector
 * @param timings one photo a sample; named by the photo's size
 */
public record DetectorFigures(String name, List<Timing> timings) {

  /** Copies the timings. */
  public DetectorFigures {
    timings = List.copyOf(timings);
  }
}
