package io.gpen.image.tiff;

import io.gpen.image.PhotoErrors;
import io.gpen.image.metadata.TiffStructure;
import io.gpen.image.metadata.TiffStructure.Directory;
import io.gpen.image.metadata.TiffTags;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The chain of directories of a TIFF or BigTIFF file, and the one that describes the photo: the
 * first that is neither a reduced copy nor a mask.
 */
final class TiffFile {

  /** Bounds the work on a hostile file, SubIFDs included. */
  private static final int MAX_DIRECTORIES = 1000;

  private static final int MAX_SUB_IMAGES = 32;

  /** Bits of NewSubfileType. */
  private static final int REDUCED = 1;

  private static final int MASK = 4;

  /** SubfileType of TIFF 5.0 for a reduced copy. */
  private static final int OLD_REDUCED = 2;

  /** Photometric interpretations and compressions that only raw files have. */
  private static final Set<Long> RAW_PHOTOMETRIC = Set.of(32803L, 34892L);

  private static final Set<Long> RAW_COMPRESSION = Set.of(34713L, 32767L, 32769L, 32770L, 65535L);

  private final Optional<TiffStructure> structure;
  private final List<Directory> directories = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Set<String> otherPages = new TreeSet<>();
  private Optional<Directory> page = Optional.empty();
  private int pages;

  TiffFile(byte[] file) {
    structure = TiffStructure.ofFile(file);
    structure.ifPresent(this::readChain);
  }

  private void readChain(TiffStructure tiff) {
    Set<Long> offsets = new HashSet<>();
    long at = tiff.firstOffset();
    while (at != 0 && directories.size() < MAX_DIRECTORIES) {
      Optional<Directory> directory = tiff.directory(at);
      if (!offsets.add(at)) {
        warnings.add("The directories of the TIFF file form a loop; its first picture was read.");
        break;
      } else if (directory.isEmpty()) {
        warnings.add("A further directory of the TIFF file is damaged and was ignored.");
        break;
      }
      directories.add(directory.get());
      take(directory.get());
      at = directory.get().link();
    }
    if (page.isEmpty() && !directories.isEmpty()) {
      page = Optional.of(directories.get(0));
      otherPages.clear();
    }
  }

  private void take(Directory directory) {
    boolean oldReduced = directory.number(TiffTags.SUBFILE_TYPE, 0) == OLD_REDUCED;
    long kind = directory.number(TiffTags.NEW_SUBFILE_TYPE, oldReduced ? REDUCED : 0);
    if ((kind & (REDUCED | MASK)) == 0) {
      page = page.or(() -> Optional.of(directory));
      pages++;
    } else if ((kind & REDUCED) == 0) {
      otherPages.add("transparency mask or infrared picture on a further page of the TIFF file");
    }
  }

  /** {@return the header and the tables; empty if it is no TIFF file} */
  Optional<TiffStructure> structure() {
    return structure;
  }

  /** {@return the directory of the photo; empty if there is none at all} */
  Optional<Directory> page() {
    return page;
  }

  /** {@return the pictures of the file that are not carried on, by name} */
  Set<String> otherPages() {
    return otherPages;
  }

  /** {@return what is damaged in the chain of directories, complete sentences} */
  List<String> warnings() {
    return warnings;
  }

  /**
   * {@return the directory of the only photo}
   *
   * @throws io.gpen.image.PhotoException if there is none or more than one, or if the file is a
   *     camera's raw file
   */
  Directory photo() {
    Directory photo = page.orElseThrow(PhotoErrors::headerOnly);
    refuseRaw();
    if (pages > 1) {
      boolean all = directories.size() < MAX_DIRECTORIES;
      throw PhotoErrors.unsupported(
          "TIFF with several pages (%s%d)".formatted(all ? "" : "at least ", pages));
    }
    return photo;
  }

  private void refuseRaw() {
    int room = MAX_DIRECTORIES;
    for (Directory directory : directories) {
      boolean raw = directory.entry(TiffTags.DNG_VERSION).isPresent() || isRaw(directory);
      long[] subImages = directory.numbers(TiffTags.SUB_IMAGES);
      for (int i = 0; i < Math.min(subImages.length, MAX_SUB_IMAGES) && room > 0; i++, room--) {
        raw |= structure.get().directory(subImages[i]).filter(TiffFile::isRaw).isPresent();
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
