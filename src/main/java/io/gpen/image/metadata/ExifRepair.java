package io.gpen.image.metadata;

import io.gpen.image.metadata.TiffStructure.Directory;
import io.gpen.image.metadata.TiffStructure.Entry;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Removes damaged parts from an EXIF block in place: fields of unknown type or out of bounds,
 * pointers that do not lead to a directory, and cycles.
 */
public final class ExifRepair {

  /** In overlapping structures, one removal can damage another part. */
  private static final int ROUNDS = 4;

  private final TiffStructure structure;
  private final Set<Integer> visited = new HashSet<>();
  private final Set<String> removed = new TreeSet<>();

  private ExifRepair(TiffStructure structure) {
    this.structure = structure;
  }

  /** {@return the sound part of a block, if there is any} */
  public static Optional<byte[]> sound(byte[] block, List<String> warnings) {
    byte[] repaired = block.clone();
    Set<String> removed = new TreeSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      Optional<TiffStructure> structure = TiffStructure.of(repaired);
      Optional<Directory> main = structure.flatMap(TiffStructure::first);
      if (main.isEmpty()) {
        break;
      }
      ExifRepair repair = new ExifRepair(structure.get());
      repair.repair(main.get());
      removed.addAll(repair.removed);
      if (repair.removed.isEmpty()) {
        if (!removed.isEmpty()) {
          warnings.add(
              removed.stream()
                  .collect(
                      Collectors.joining(
                          ", ", "Damaged parts of the EXIF block were left out: ", ".")));
        }
        return Optional.of(repaired);
      }
    }
    warnings.add("The EXIF block is damaged and was left out.");
    return Optional.empty();
  }

  private void repair(Directory main) {
    visited.add(main.position());
    long link = main.link();
    if (link != 0) {
      Optional<Directory> second = structure.directory(link).filter(this::isNew);
      if (second.isEmpty()) {
        structure.bytes().putInt(main.linkPosition().orElseThrow(), 0);
        removed.add("thumbnail");
      } else {
        clean(second.get());
      }
    }
    clean(main);
  }

  private void clean(Directory directory) {
    Set<Entry> bad =
        directory.entries().stream().filter(e -> !isSound(e)).collect(Collectors.toSet());
    if (bad.isEmpty()) {
      return;
    }
    bad.forEach(e -> removed.add(TiffTags.name(e.tag())));
    byte[] all = structure.bytes().array();
    int start = directory.position();
    int end = directory.range().end();
    ByteBuffer table = ByteBuffer.allocate(end - start).order(structure.order());
    table.putShort((short) (directory.entries().size() - bad.size()));
    for (Entry entry : directory.entries()) {
      if (!bad.contains(entry)) {
        table.put(all, entry.position(), TiffStructure.ENTRY);
      }
    }
    directory.linkPosition().ifPresent(at -> table.put(all, at, 4));
    structure.bytes().put(start, table.array());
  }

  private boolean isSound(Entry entry) {
    return switch (entry.tag()) {
      case TiffTags.EXIF_DIRECTORY, TiffTags.GPS_DIRECTORY, TiffTags.INTEROP_DIRECTORY -> {
        Optional<Directory> sub =
            entry.field().flatMap(f -> structure.directory(f.integer())).filter(this::isNew);
        sub.ifPresent(this::clean);
        yield sub.isPresent();
      }
      default -> entry.range().isPresent();
    };
  }

  private boolean isNew(Directory directory) {
    return visited.add(directory.position());
  }
}
