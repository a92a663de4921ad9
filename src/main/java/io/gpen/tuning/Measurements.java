package io.gpen.tuning;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import io.gpen.files.AtomicFile;
import io.gpen.files.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/**
 * Measured numbers in a file, each measured once per machine. A machine is identified by what its
 * speed depends on, so that a folder shared by several machines serves each of them.
 */
final class Measurements {

  private static final Gson GSON = new Gson();

  private final Path file;
  private final String machine;

  /**
   * Takes the file of measurements.
   *
   * @param file the file; it need not exist, and what cannot be read is measured again
   * @param machine everything that the numbers depend on
   */
  Measurements(Path file, String machine) {
    this.file = file;
    this.machine = Sha256.of(machine.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
  }

  /** {@return a number, measured now if this is the first time} */
  double of(String name, DoubleSupplier measure) {
    String key = machine + " " + name;
    Map<String, Double> known = read();
    Double before = known.get(key);
    if (before != null) {
      return before;
    }
    double measured = measure.getAsDouble();
    known.put(key, measured);
    try {
      AtomicFile.write(file, GSON.toJson(known).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It is measured again next time.
    }
    return measured;
  }

  private Map<String, Double> read() {
    try {
      Map<String, Double> known =
          GSON.fromJson(
              Files.readString(file), new TypeToken<TreeMap<String, Double>>() {}.getType());
      return known == null ? new TreeMap<>() : known;
    } catch (IOException | JsonParseException e) {
      return new TreeMap<>();
    }
  }
}
