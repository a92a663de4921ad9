package io.gpen.image.tiff;

import io.gpen.image.PhotoErrors;
import io.gpen.image.metadata.TiffStructure;
import io.gpen.image.metadata.TiffStructure.Directory;
import io.gpen.image.metadata.TiffStructure.Entry;
import io.gpen.image.metadata.TiffTags;
import io.gpen.text.Wording;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The chain of directories of a TIFF or BigTIFF file with one photo. */
final class TiffFile {

  /** Bounds the work on a hostile file. */
  private static final int MAX_DIRECTORIES = 1000;

  /** No raw file has more. */
  private static final int MAX_SUB_IMAGES = 32;

  /** Bits of NewSubfileType. */
  private static final int REDUCED = 1;

  private static final int MASK = 4;

  /** SubfileType of TIFF 5.0 for a reduced copy. */
  private static final int OLD_REDUCED = 2;

  /** Photometric interpretations and compressions that only raw files have. */
  private static final Set<Long> RAW_PHOTOMETRIC = Set.of(32803L, 34892L);

  private static final Set<Long> RAW_COMPRESSION = Set.of(34713L, 32767L, 32769L, 32770L, 65535L);

  /** The header and the tables. */
  final TiffStructure structure;

  /** The directory of the photo: the first that is neither a reduced copy nor a mask. */
  final Directory page;

  /** What is damaged in the chain, complete sentences. */
  final List<String> warnings = new ArrayList<>();

  /** Whether a mask, which scanners use for an infrared picture, has a directory of its own. */
  final boolean hasMask;

  /**
   * Reads the chain.
   *
   * @param file the whole file
   * @throws io.gpen.image.PhotoException if there is no directory or more than one page, or if the
   *     file is a camera's raw file
   */
  TiffFile(byte[] file) {
    structure = TiffStructure.ofFile(file).orElseThrow(PhotoErrors::headerOnly);
    List<Directory> directories = readChain();
    refuseRaw(directories);
    List<Directory> pages =
        directories.stream().filter(d -> (kind(d) & (REDUCED | MASK)) == 0).toList();
    if (pages.size() > 1) {
      throw PhotoErrors.unsupported(
          Wording.format(
              "TIFF with several pages (%s%d)",
              directories.size() < MAX_DIRECTORIES ? "" : "at least ", pages.size()));
    }
    page = pages.isEmpty() ? directories.get(0) : pages.get(0);
    hasMask = directories.stream().anyMatch(d -> d != page && (kind(d) & REDUCED) == 0);
  }

  private List<Directory> readChain() {
    List<Directory> directories = new ArrayList<>();
    Set<Long> offsets = new HashSet<>();
    long at = structure.firstOffset();
    do {
      Optional<Directory> directory = structure.directory(at);
      if (!offsets.add(at)) {
        warnings.add("The directories of the TIFF file form a loop; its first picture was read.");
        break;
      } else if (directory.isEmpty() && directories.isEmpty()) {
        throw PhotoErrors.headerOnly();
      } else if (directory.isEmpty()) {
        warnings.add("A further directory of the TIFF file is damaged and was ignored.");
        break;
      }
      directories.add(directory.get());
      at = directory.get().link();
    } while (at != 0 && directories.size() < MAX_DIRECTORIES);
    return directories;
  }

  private static long kind(Directory directory) {
    boolean oldReduced = directory.number(TiffTags.SUBFILE_TYPE, 0) == OLD_REDUCED;
    return directory.number(TiffTags.NEW_SUBFILE_TYPE, oldReduced ? REDUCED : 0);
  }

  private void refuseRaw(List<Directory> directories) {
    int room = MAX_DIRECTORIES;
    for (Directory directory : directories) {
      boolean raw = directory.entry(TiffTags.DNG_VERSION).isPresent() || isRaw(directory);
      int subImages = directory.entry(TiffTags.SUB_IMAGES).map(Entry::count).orElse(0);
      if (subImages <= Math.min(room, MAX_SUB_IMAGES)) {
        room -= subImages;
        for (long at : directory.numbers(TiffTags.SUB_IMAGES)) {
          raw |= structure.directory(at).filter(TiffFile::isRaw).isPresent();
        }
      }
      if (raw) {
        String make = directory.text(TiffTags.MAKE);
        throw PhotoErrors.unsupported(make.isEmpty() ? "camera RAW" : "camera RAW (" + make + ")");
      }
    }
  }

  private static boolean isRaw(Directory part) {
    return RAW_PHOTOMETRIC.contains(part.number(TiffTags.PHOTOMETRIC, 0))
        || RAW_COMPRESSION.contains(part.number(TiffTags.COMPRESSION, 0));
  }
}
