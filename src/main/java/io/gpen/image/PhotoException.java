package io.gpen.image;

/** A file that cannot be taken as a photo; the message is the reason, without the file's name. */
public final class PhotoException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** What kind of trouble it is. */
  public enum Kind {
    /** The bytes are damaged, incomplete or no picture at all. */
    DAMAGED,
    /** A sound file of a kind that is not supported. */
    UNSUPPORTED,
    /** More pixels than allowed. */
    TOO_LARGE
  }

  private final Kind kind;

  /**
   * Says why the file is no photo.
   *
   * @param kind what kind of trouble
   * @param reason the reason and the remedy, without the file's name
   */
  public PhotoException(Kind kind, String reason) {
    super(reason);
    this.kind = kind;
  }

  /**
   * Says why the file is no photo and what brought it to light.
   *
   * @param kind what kind of trouble
   * @param reason the reason and the remedy, without the file's name
   * @param cause what was thrown first
   */
  public PhotoException(Kind kind, String reason, Throwable cause) {
    super(reason, cause);
    this.kind = kind;
  }

  /** {@return what kind of trouble it is} */
  public Kind kind() {
    return kind;
  }
}
