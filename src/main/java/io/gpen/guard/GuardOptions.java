package io.gpen.guard;

import java.util.Optional;

/**
 * Which faces are not restored, or only with a warning.
 *
 * @param mode what happens to a face that a rule objects to
 * @param minIdentity the least cosine of the identity embeddings before and after, -1 to 1; empty
 *     if no network compares identities
 */
public record GuardOptions(Mode mode, Optional<Double> minIdentity) {

  /** What the reference does. */
  public static final GuardOptions REFERENCE = new GuardOptions(Mode.OFF, Optional.empty());

  /** The values that the command line starts from. */
  public static final GuardOptions DEFAULTS = new GuardOptions(Mode.KEEP, Optional.empty());

  /** {@return whether an identity network is needed} */
  public boolean comparesIdentity() {
    return mode != Mode.OFF && minIdentity.isPresent();
  }

  /** What happens to a face that a rule objects to. */
  public enum Mode {
    /** It is restored; nothing is checked. */
    OFF,
    /** It is restored with a warning. */
    WARN,
    /** It stays as it is. */
    KEEP
  }
}
