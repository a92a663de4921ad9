package io.gpen.image;

import io.gpen.image.PhotoException.Kind;
import io.gpen.text.Wording;
import java.util.Set;

/** The reasons why a file cannot be taken as a photo, worded alike for every format. */
public final class PhotoErrors {

  /** Warns of picture data that are there but cannot be right. */
  public static final String WRONG_PARTS =
      "The picture data are damaged: parts of the picture may be wrong.";

  /** Warns of picture data that are not those that were written. */
  public static final String WRONG_SUM =
      "A checksum of the file is wrong: parts of the picture may be damaged.";

  /** Warns of a file without the mark that ends it. */
  public static final String NO_END = "The end of the file is missing, the picture is complete.";

  /** What to do about a damaged file. */
  public static final String REMEDY = "copy it again or take it from a backup";

  private static final Set<String> DAMAGE = Set.of(WRONG_PARTS, WRONG_SUM, NO_END);

  private PhotoErrors() {}

  /** {@return whether a warning tells of damage to the picture itself} */
  public static boolean isDamage(String warning) {
    return DAMAGE.contains(warning);
  }

  /** {@return the error for a file without a byte} */
  public static PhotoException empty() {
    return damaged("the file is empty; take it from a backup");
  }

  /** {@return the error for a file that is no known picture by its first bytes} */
  public static PhotoException noPicture() {
    return damaged(
        "the file is not an image of a known kind; if it is one, save it as JPEG, PNG or TIFF");
  }

  /** {@return the error for a file that ends within its header} */
  public static PhotoException headerOnly() {
    return damaged("the file ends within its header and has no image data; " + REMEDY);
  }

  /** {@return the error for a damaged header} */
  public static PhotoException header(String what) {
    return damaged("the header is damaged: " + what + "; " + REMEDY);
  }

  /**
   * {@return the reason for missing rows}
   *
   * @param present how much is there, of {@code total}
   */
  public static PhotoException incomplete(long present, long total) {
    double percent = Math.floor(1000.0 * present / Math.max(1, total)) / 10;
    if (percent == 0) {
      return incomplete("the picture data are missing or end early");
    }
    return incomplete(Wording.format("the picture data end after %s %% of the picture", percent));
  }

  /** {@return the error for missing picture data} */
  public static PhotoException incomplete(String where) {
    return damaged(where + ", the file is incomplete; " + REMEDY);
  }

  /** {@return the error for picture data that cannot be decoded} */
  public static PhotoException undecodable() {
    return damaged("the picture data are damaged and cannot be decoded; " + REMEDY);
  }

  /** {@return the error for damage that is described} */
  public static PhotoException damaged(String reason) {
    return new PhotoException(Kind.DAMAGED, reason);
  }

  /** {@return the error for a kind of file that is not supported} */
  public static PhotoException unsupported(String what) {
    return new PhotoException(
        Kind.UNSUPPORTED, what + " is not supported; convert the file to JPEG, PNG or TIFF first");
  }
}
