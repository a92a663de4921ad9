package io.gpen.engine;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The device that a user asked for.
 *
 * @param kind what kind of device
 * @param index which of several CUDA devices, from 0
 */
public record DeviceChoice(Kind kind, int index) {

  /** The kinds of devices. */
  public enum Kind {
    /** CUDA if it is there, else the CPU. */
    AUTO,
    /** The CPU. */
    CPU,
    /** A CUDA device, or nothing. */
    CUDA
  }

  /** CUDA if it is there, else the CPU. */
  public static final DeviceChoice AUTO = new DeviceChoice(Kind.AUTO, 0);

  /** The CPU. */
  public static final DeviceChoice CPU = new DeviceChoice(Kind.CPU, 0);

  private static final Pattern CUDA =
      Pattern.compile("cuda(?::(\\d{1,3}))?", Pattern.CASE_INSENSITIVE);

  /**
   * {@return the device that a text names}
   *
   * @param text {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}, in upper or lower case
   * @throws IllegalArgumentException if it is none of them
   */
  public static DeviceChoice parse(String text) {
    Matcher cuda = CUDA.matcher(text);
    if (cuda.matches()) {
      return new DeviceChoice(
          Kind.CUDA, cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "auto" -> AUTO;
      case "cpu" -> CPU;
      default ->
          throw new IllegalArgumentException(
              "not a device: " + text + " (auto, cpu, cuda or cuda:N)");
    };
  }

  /**
   * {@return whether networks may run on a CUDA device} Decided from the choice and from the files
   * of the libtorch that {@code PYTORCH_LIBRARY_PATH} names, without loading it. A libtorch built
   * for CUDA counts even if no device is found.
   *
   * @throws EngineException if the variable names a folder without libtorch
   */
  public boolean allowsCuda() {
    return switch (kind) {
      case CPU -> false;
      case CUDA -> true;
      case AUTO -> LibtorchFolder.ofUser().filter(LibtorchFolder::hasCuda).isPresent();
    };
  }

  @Override
  public String toString() {
    return switch (kind) {
      case AUTO -> "auto";
      case CPU -> "cpu";
      case CUDA -> "cuda:" + index;
    };
  }
}
