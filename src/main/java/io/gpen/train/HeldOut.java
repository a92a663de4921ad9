package io.gpen.train;

import io.gpen.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which pictures of a folder are kept for measuring. A picture's name decides about it alone, so
 * that it stays on its side when others come and go.
 */
public final class HeldOut {

  private static final int DIGITS = 8;
  private static final double RANGE = 1L << 4 * DIGITS;

  private HeldOut() {}

  /**
   * The two sides.
   *
   * @param training what is trained with
   * @param validation what is measured with
   */
  public record Split(SortedMap<String, Path> training, SortedMap<String, Path> validation) {}

  /**
   * {@return the two sides of a folder}
   *
   * @param pictures the files by name
   * @param share how much of them is kept for measuring, 0 to 1
   */
  public static Split split(SortedMap<String, Path> pictures, double share) {
    SortedMap<String, Path> training = new TreeMap<>();
    SortedMap<String, Path> validation = new TreeMap<>();
    pictures.forEach((name, file) -> (place(name) < share ? validation : training).put(name, file));
    return new Split(training, validation);
  }

  private static double place(String name) {
    String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
    String digest = Sha256.of(composed.getBytes(StandardCharsets.UTF_8)).hex();
    return Long.parseLong(digest.substring(0, DIGITS), 16) / RANGE;
  }
}
