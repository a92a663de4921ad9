package io.gpen.batch.manifest;

import io.gpen.batch.manifest.ManifestLine.End;
import io.gpen.batch.manifest.ManifestLine.Ended;
import io.gpen.batch.manifest.ManifestLine.SidePicture;
import io.gpen.batch.manifest.ManifestLine.Started;
import io.gpen.files.FileState;
import io.gpen.files.PathText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What earlier runs did, by output: the lines of the manifest, added up. */
public final class ManifestIndex {

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final long size;

  /**
   * Begins with nothing.
   *
   * @param size the bytes that the manifest had before its lines were read
   */
  public ManifestIndex(long size) {
    this.size = size;
  }

  /** {@return the bytes that the manifest had before its lines were read} */
  public long size() {
    return size;
  }

  /** What is known about one output. */
  public static final class Entry {
    private final String output;
    private String input;
    private Started pending;
    private int loneDeaths;
    private Ended last;
    private Ended done;
    private FileState written;

    private Entry(String output) {
      this.output = output;
    }

    /** {@return its place in the output folder} */
    public String output() {
      return output;
    }

    /** {@return the input that it belongs to} */
    public String input() {
      return input;
    }

    /** {@return the work that was under way when the process died} */
    public Optional<Started> pending() {
      return Optional.ofNullable(pending);
    }

    /** {@return how often in a row the process died when this same work was under way alone} */
    public int loneDeaths() {
      return loneDeaths;
    }

    /** {@return how it ended the last time that it came to an end} */
    public Optional<Ended> last() {
      return Optional.ofNullable(last);
    }

    /**
     * {@return how it was done the last time that it was; failures since then take nothing back}
     */
    public Optional<Ended> done() {
      return Optional.ofNullable(done);
    }

    /** {@return the file as we last wrote it} */
    public Optional<FileState> written() {
      return Optional.ofNullable(written);
    }

    /** {@return the pictures beside the output that we last wrote} */
    public List<SidePicture> pictures() {
      return done == null || done.pictures() == null ? List.of() : done.pictures();
    }

    private void add(ManifestLine line) {
      input = line.input();
      if (line instanceof Started started) {
        loneDeaths = !started.alone() ? 0 : isAgain(started) ? loneDeaths + 1 : 1;
        pending = started;
        written = started.targetOurs() ? started.target() : written;
      } else if (line instanceof Ended ended) {
        pending = null;
        loneDeaths = 0;
        last = ended.outcome() == End.GIVEN_UP ? last : ended;
        done = ended.isDone() ? ended : done;
        written = ended.written() != null ? ended.written() : written;
      }
    }

    private boolean isAgain(Started started) {
      return pending != null
          && pending.source().sha256().equals(started.source().sha256())
          && pending.fingerprint().equals(started.fingerprint())
          && pending.tool().equals(started.tool());
    }
  }

  /** Adds what a line says. */
  public void add(ManifestLine line) {
    if (line instanceof ManifestLine.Removed) {
      entries.remove(PathCollisionKey.of(line.output()));
      return;
    }
    entries
        .computeIfAbsent(PathCollisionKey.of(line.output()), k -> new Entry(line.output()))
        .add(line);
  }

  /** {@return what is known about an output, or about its twin in other case or form} */
  public Optional<Entry> at(String output) {
    return Optional.ofNullable(entries.get(PathCollisionKey.of(output)));
  }

  /** {@return everything that is known} */
  public Collection<Entry> entries() {
    return entries.values();
  }

  /** {@return how many outputs come from a pipeline that gave other pixels} */
  public long fromOlderPipeline() {
    return entries.values().stream()
        .flatMap(entry -> entry.done().stream())
        .filter(done -> done.fingerprint().pipeline() < ProcessingFingerprint.PIPELINE_VERSION)
        .count();
  }

  /** {@return input to the outputs that belong to it} */
  public Map<String, List<Entry>> byInput() {
    Map<String, List<Entry>> index = new HashMap<>();
    for (Entry entry : entries.values()) {
      index.computeIfAbsent(entry.input(), k -> new ArrayList<>()).add(entry);
    }
    return index;
  }

  /** {@return whether there are photos from inside a folder, or of a file} */
  public boolean knowsPhotosFrom(Path root) {
    String itself = PathText.of(root);
    String inside = itself + root.getFileSystem().getSeparator();
    return entries.values().stream()
        .map(Entry::input)
        .anyMatch(input -> input.equals(itself) || input.startsWith(inside));
  }
}
