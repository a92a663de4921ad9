package io.gpen.zoo;

import io.gpen.face.ShareCurve;
import io.gpen.files.PrintableText;
import io.gpen.files.Sha256;
import io.gpen.text.Wording;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One model that the catalogue knows.
 *
 * @param name what users call it; a plain file name, as it may also be the name of its file
 * @param task what it is for
 * @param architecture the kind of network and its sizes, in words
 * @param size side of the square crops in pixels, 0 for models that take any size
 * @param files the names that its file may have in a zoo folder, the usual one first; plain file
 *     names, so that neither reading nor fetching a model ever leaves the folder
 * @param origin where {@code models fetch} gets it, if anywhere
 * @param bytes the size of the file, if known
 * @param sha256 the digest of the file, if known
 * @param licence what is known about its licence
 * @param training how it was trained, or where that is described
 * @param shares how much of a restored face is used, if that was calibrated for this model
 * @param isDefault whether it is used for its task when no other is named
 * @param shipped whether it comes with the program
 * @param pair what is mixed into it, if it is one of a pair
 */
public record CatalogEntry(
    String name,
    ModelTask task,
    String architecture,
    int size,
    List<String> files,
    Optional<URI> origin,
    OptionalLong bytes,
    Optional<Sha256> sha256,
    String licence,
    String training,
    Optional<ShareCurve> shares,
    boolean isDefault,
    boolean shipped,
    Optional<Pair> pair) {

  /**
   * The other model of a pair of one layout, trained for other ends: the entry itself holds to the
   * photo, this one gives back more detail.
   *
   * @param sharp the name of the other model
   * @param fidelity how much of the entry itself there is in the mixture if nobody says otherwise,
   *     0 to 1
   */
  public record Pair(String sharp, double fidelity) {

    /** Refuses shares that are none. */
    public Pair {
      if (!(fidelity >= 0 && fidelity <= 1)) {
        throw new IllegalArgumentException("field \"fidelity\" must be from 0 to 1");
      }
    }
  }

  private static final int LONGEST_NAME = 200;

  /** Separators, drives and streams, wildcards and what steers a terminal. */
  private static final Pattern FORBIDDEN = Pattern.compile("[/\\\\:*?\"<>|\\p{Cc}\\p{Cf}]");

  /** Windows takes these for devices, whatever extension follows. */
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

  /** Names of other files in a zoo folder: the catalogue and unfinished downloads. */
  private static final Set<String> RESERVED_ENDINGS =
      Set.of(Catalog.FILE, FetchRequest.PART, FetchRequest.PART_TAG);

  /** Refuses an entry without a file name and names that are not plain file names. */
  public CatalogEntry {
    files = List.copyOf(files);
    requirePlainName("name", name);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("field \"files\" is empty");
    }
    files.forEach(file -> requirePlainName("files", file));
  }

  private static void requirePlainName(String field, String name) {
    boolean plain =
        !name.isEmpty()
            && name.length() <= LONGEST_NAME
            && !name.startsWith(".")
            && !name.endsWith(".")
            && name.equals(name.strip())
            && !FORBIDDEN.matcher(name).find()
            && !DEVICE.matcher(name).matches()
            && RESERVED_ENDINGS.stream().noneMatch(name.toLowerCase(Locale.ROOT)::endsWith);
    if (!plain) {
      throw new IllegalArgumentException(
          Wording.format(
              "field \"%s\" must be a plain file name without folders, not \"%s\"",
              field, PrintableText.of(name)));
    }
  }

  /** {@return the usual name of its file} */
  public String file() {
    return files.get(0);
  }
}
