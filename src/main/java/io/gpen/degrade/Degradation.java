package io.gpen.degrade;

import io.gpen.degrade.stage.Stage;
import java.util.List;
import java.util.Optional;

/**
 * One degradation: everything but the picture. Equal degradations give equal copies of a picture.
 *
 * @param clear what makes of a picture the clear half of a pair, in order
 * @param degraded what makes of the same picture the degraded half, in order
 */
public record Degradation(List<Stage> clear, List<Stage> degraded) {

  /** Copies the lists. */
  public Degradation {
    clear = List.copyOf(clear);
    degraded = List.copyOf(degraded);
  }

  /** {@return the first stage of a kind of the degraded half} */
  <T extends Stage> Optional<T> first(Class<T> kind) {
    return degraded.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
