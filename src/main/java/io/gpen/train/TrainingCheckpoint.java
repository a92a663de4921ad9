package io.gpen.train;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.CheckpointReader;
import io.gpen.checkpoint.CheckpointWriter;
import io.gpen.checkpoint.StateDict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A state as a {@code .pth} file: {@code g}, {@code d} and {@code g_ema} are state dicts as the
 * reference's training script saves them; each kind of moments has an entry of its own, and {@code
 * gpen_training} is a JSON text with the numbers.
 */
final class TrainingCheckpoint {

  private static final List<String> NETWORKS = List.of("g", "d", "g_ema");
  private static final String PREFIX = "gpen_";
  private static final String NUMBERS = PREFIX + "training";

  private TrainingCheckpoint() {}

  private record Numbers(
      long step, double rateFactor, List<String> optimisers, Map<String, Double> numbers) {}

  /** Writes a state, replacing the file at once or not at all. */
  static void write(Path file, TrainingState state) throws IOException {
    Map<String, StateDict> parts = new LinkedHashMap<>();
    NETWORKS.forEach(name -> parts.put(name, state.networks().get(name)));
    state.optimisers().forEach((kind, moments) -> parts.put(PREFIX + kind, moments));
    Numbers numbers =
        new Numbers(
            state.step(),
            state.rateFactor(),
            List.copyOf(state.optimisers().keySet()),
            state.numbers());
    CheckpointWriter.writePth(file, parts, Map.of(NUMBERS, new Gson().toJson(numbers)));
  }

  /**
   * {@return a state, whose values are read when they are asked for: close it}
   *
   * @throws CheckpointException if it cannot be read or was not written by a training
   */
  static TrainingState read(Path file) {
    Numbers numbers = numbers(file);
    Map<String, StateDict> networks = new LinkedHashMap<>();
    Map<String, StateDict> optimisers = new LinkedHashMap<>();
    TrainingState state =
        new TrainingState(
            numbers.step(), numbers.rateFactor(), networks, optimisers, numbers.numbers());
    try {
      NETWORKS.forEach(name -> networks.put(name, CheckpointReader.open(file, Optional.of(name))));
      for (String kind : numbers.optimisers()) {
        optimisers.put(kind, CheckpointReader.open(file, Optional.of(PREFIX + kind)));
      }
      return state;
    } catch (RuntimeException | Error e) {
      state.close();
      throw e;
    }
  }

  private static Numbers numbers(Path file) {
    String text =
        CheckpointReader.text(file, NUMBERS)
            .orElseThrow(
                () -> new CheckpointException(file + " was not written by gpen train: move it"));
    try {
      return new Gson().fromJson(text, Numbers.class);
    } catch (JsonParseException e) {
      throw new CheckpointException(file + " is damaged: " + e.getMessage(), e);
    }
  }
}
