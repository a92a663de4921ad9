package io.gpen.checkpoint;

/** Names out of files, made fit for a message. */
final class Names {

  private static final int MAX_SHOWN = 120;

  /** What {@code torch.nn.DataParallel} puts before every name. */
  private static final String PARALLEL = "module.";

  private Names() {}

  /** {@return a tensor's name as its network knows it} */
  static String withoutParallel(String name) {
    return name.startsWith(PARALLEL) ? name.substring(PARALLEL.length()) : name;
  }

  /** {@return a text in which nothing can steer the terminal that it is shown on} */
  static String withoutControls(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
  }

  /** {@return a name without control characters and not longer than a line} */
  static String printable(String name) {
    String plain = withoutControls(name);
    return plain.length() > MAX_SHOWN ? plain.substring(0, MAX_SHOWN) + "..." : plain;
  }
}
