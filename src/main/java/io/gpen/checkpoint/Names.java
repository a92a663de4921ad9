package io.gpen.checkpoint;

import io.gpen.files.PrintableText;

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

  /** {@return a name without control characters and not longer than a line} */
  static String printable(String name) {
    String plain = PrintableText.of(name);
    return plain.length() > MAX_SHOWN ? plain.substring(0, MAX_SHOWN) + "..." : plain;
  }
}
