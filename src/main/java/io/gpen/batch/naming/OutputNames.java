package io.gpen.batch.naming;

import io.gpen.batch.manifest.Manifest;
import io.gpen.batch.manifest.ManifestIndex;
import io.gpen.batch.manifest.ManifestIndex.Entry;
import io.gpen.batch.manifest.ManifestLine.Ended;
import io.gpen.batch.manifest.PathCollisionKey;
import io.gpen.batch.scan.InputFile;
import io.gpen.batch.scan.ScannedPhoto;
import io.gpen.files.PathText;
import io.gpen.image.PhotoFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives every input an output name of its own: its own name where it can have it, else one with a
 * number. A name once given stays with its input, whatever other photos come or go; that is read
 * from the index.
 */
public final class OutputNames {

  private final Path folder;
  private final ManifestIndex index;
  private final Optional<PhotoFormat> format;
  private final Map<ScannedPhoto, String> names = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Set<String> inputs = new HashSet<>();

  private OutputNames(Path folder, ManifestIndex index, Optional<PhotoFormat> format) {
    this.folder = folder;
    this.index = index;
    this.format = format;
    Manifest.RESERVED.forEach(name -> taken.add(PathCollisionKey.of(name)));
  }

  /**
   * Names the outputs.
   *
   * @param photos the inputs, in the order of the scan
   * @param folder the output folder
   * @param index what earlier runs did
   * @param format the format asked for
   * @return photo to its place in the output folder, in the order of the scan
   */
  public static Map<ScannedPhoto, String> of(
      List<ScannedPhoto> photos, Path folder, ManifestIndex index, Optional<PhotoFormat> format) {
    OutputNames names = new OutputNames(folder, index, format);
    names.bar(photos);
    names.keep(photos);
    names.give(photos, 1);
    names.give(photos, Integer.MAX_VALUE);
    Map<ScannedPhoto, String> ordered = new LinkedHashMap<>();
    photos.forEach(photo -> ordered.put(photo, names.names.get(photo)));
    return ordered;
  }

  /** No file may have the name of a folder that is needed. */
  private void bar(List<ScannedPhoto> photos) {
    for (ScannedPhoto photo : photos) {
      inputs.add(PathText.of(photo.file()));
      String path = photo.relative();
      for (int cut = path.lastIndexOf('/'); cut > 0; cut = path.lastIndexOf('/', cut - 1)) {
        taken.add(PathCollisionKey.of(path.substring(0, cut)));
      }
    }
  }

  private void keep(List<ScannedPhoto> photos) {
    Map<String, List<Entry>> known = index.byInput();
    for (ScannedPhoto photo : photos) {
      OutputName name = OutputName.of(photo.relative(), format);
      known.getOrDefault(PathText.of(photo.file()), List.of()).stream()
          .map(Entry::output)
          .filter(name::hasVariant)
          .filter(output -> !taken.contains(PathCollisionKey.of(output)))
          .min((a, b) -> Integer.compare(name.number(a), name.number(b)))
          .ifPresent(output -> assign(photo, output));
    }
  }

  private void give(List<ScannedPhoto> photos, int highest) {
    for (ScannedPhoto photo : photos) {
      OutputName name = OutputName.of(photo.relative(), format);
      for (int n = 1; !names.containsKey(photo) && n <= highest; n++) {
        if (isFree(name.variant(n), photo)) {
          assign(photo, name.variant(n));
        }
      }
    }
  }

  private void assign(ScannedPhoto photo, String output) {
    names.put(photo, output);
    taken.add(PathCollisionKey.of(output));
  }

  private boolean isFree(String output, ScannedPhoto photo) {
    if (taken.contains(PathCollisionKey.of(output))) {
      return false;
    }
    Optional<Entry> known = index.at(output);
    return known.isEmpty() || isAbandoned(known.get(), photo);
  }

  /** A photo that was moved brings its name along; a name without input and file is nobody's. */
  private boolean isAbandoned(Entry entry, ScannedPhoto photo) {
    if (inputs.contains(entry.input()) || exists(entry.input())) {
      return false;
    }
    return !Files.exists(PathText.resolve(folder, entry.output())) || isSame(entry, photo.file());
  }

  private static boolean isSame(Entry entry, Path file) {
    try {
      Optional<Ended> last = entry.last().filter(ended -> ended.source() != null);
      return last.isPresent() && InputFile.look(file).isStill(last.get().source());
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean exists(String input) {
    try {
      return Files.exists(PathText.parse(input));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
