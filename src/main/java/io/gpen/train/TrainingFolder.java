package io.gpen.train;

import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.StateDict;
import io.gpen.files.AtomicFile;
import io.gpen.files.TemporaryFiles;
import io.gpen.files.TextFile;
import io.gpen.text.Wording;
import java.io.IOException;
import java.io.StringReader;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The output folder of one training: {@code last.pth}, {@code best.pth}, {@code log.csv}, pictures,
 * and {@code settings.properties}, which a training that goes on in it must share. One process at a
 * time may use it.
 */
public final class TrainingFolder implements AutoCloseable {

  private static final String LAST = "last.pth";
  private static final String BEST = "best.pth";
  private static final String LOG = "log.csv";
  private static final String CURVES = "curves.png";
  private static final String SETTINGS = "settings.properties";
  private static final String LOCK = ".gpen-train-lock";

  private final Path folder;
  private final FileChannel lock;

  private TrainingFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Opens a folder, which is created if necessary.
   *
   * @param folder the folder
   * @param settings what decides about the course of the training, by option
   * @return the folder; close it
   * @throws TrainingUsageException if it holds a training with other settings
   * @throws IOException if it cannot be written, or another process uses it
   */
  public static TrainingFolder open(Path folder, SortedMap<String, String> settings)
      throws IOException {
    Files.createDirectories(folder);
    FileChannel lock =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (!take(lock)) {
        throw new IOException(
            "another process is training in " + folder + "; wait for it to finish, or stop it");
      }
      TrainingFolder opened = new TrainingFolder(folder, lock);
      opened.refuseOther(settings);
      TemporaryFiles.sweep(folder, TemporaryFiles::isOrphan, inner -> true);
      return opened;
    } catch (IOException | RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private static boolean take(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private void refuseOther(SortedMap<String, String> settings) throws IOException {
    Path file = folder.resolve(SETTINGS);
    if (!Files.exists(file)) {
      for (String name : List.of(LAST, BEST, LOG, CURVES)) {
        if (Files.exists(folder.resolve(name))) {
          throw new TrainingUsageException(
              folder.resolve(name)
                  + " was not written by a training in this folder; choose another output folder");
        }
      }
      StringBuilder text = new StringBuilder();
      settings.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
      AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
      return;
    }
    Properties earlier = new Properties();
    try {
      earlier.load(new StringReader(TextFile.read(file)));
    } catch (IllegalArgumentException e) {
      throw new TrainingUsageException(
          file
              + " is damaged ("
              + e.getMessage()
              + "); take it from a backup, or choose another output folder");
    }
    SortedMap<String, String> all = new TreeMap<>(settings);
    earlier.stringPropertyNames().forEach(name -> all.putIfAbsent(name, "none"));
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, String> setting : all.entrySet()) {
      String before = earlier.getProperty(setting.getKey(), "none");
      if (!before.equals(setting.getValue())) {
        differences.add(
            Wording.hyphenated(setting.getKey()).replace('_', '-')
                + " was "
                + before
                + " and is now "
                + setting.getValue());
      }
    }
    if (!differences.isEmpty()) {
      throw new TrainingUsageException(
          folder
              + " holds a training with other settings: "
              + String.join(", ", differences)
              + "; give the same ones to continue it, or choose another output folder");
    }
  }

  private boolean hasState() {
    return Files.exists(last());
  }

  private Path last() {
    return folder.resolve(LAST);
  }

  /**
   * {@return the state to go on from, if there is one: close it}
   *
   * @throws CheckpointException if it cannot be read
   */
  Optional<TrainingState> state() {
    try {
      return hasState() ? Optional.of(TrainingCheckpoint.read(last())) : Optional.empty();
    } catch (CheckpointException e) {
      throw cannotContinue(e.getMessage());
    }
  }

  /**
   * {@return the state to go on from, if there is one: close it}
   *
   * @param generator the shape of each of the generator's tensors
   * @throws CheckpointException if it cannot be read or is of another network
   */
  Optional<TrainingState> state(Map<String, long[]> generator) {
    Optional<TrainingState> state = state();
    if (state.isPresent() && !fits(state.get().networks().get("g"), generator)) {
      state.get().close();
      throw cannotContinue(last() + " is of a training of another network: put the right one back");
    }
    return state;
  }

  private static boolean fits(StateDict weights, Map<String, long[]> shapes) {
    return weights.names().equals(shapes.keySet())
        && shapes.entrySet().stream()
            .allMatch(each -> Arrays.equals(weights.get(each.getKey()).shape(), each.getValue()));
  }

  private CheckpointException cannotContinue(String reason) {
    return new CheckpointException(
        "the training in "
            + folder
            + " cannot go on: "
            + reason
            + "; or begin another one in a new output folder");
  }

  /**
   * Refuses to begin where a training has been whose state is gone: what it has left would be
   * replaced.
   */
  void refuseLost(TrainingLog log) {
    if (log.rows().stream().anyMatch(row -> row.get(TrainingLog.STEP) > 0)) {
      throw cannotContinue(last() + " is missing: put it back");
    }
  }

  void saveLast(TrainingState state) throws IOException {
    TrainingCheckpoint.write(last(), state);
  }

  void saveBest(TrainingState state) throws IOException {
    TrainingCheckpoint.write(folder.resolve(BEST), state);
  }

  /** Writes the pictures made after a number of steps. */
  void saveSamples(long step, byte[] png) throws IOException {
    AtomicFile.write(folder.resolve("samples-" + step + ".png"), png);
  }

  void saveCurves(byte[] png) throws IOException {
    AtomicFile.write(folder.resolve(CURVES), png);
  }

  /** {@return the log up to now} */
  TrainingLog log() throws IOException {
    return new TrainingLog(folder.resolve(LOG));
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
