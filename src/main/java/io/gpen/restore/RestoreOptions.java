package io.gpen.restore;

import io.gpen.detect.DetectionOptions;
import io.gpen.paste.PasteOptions;

/**
 * What decides about the pixels of a restored photo.
 *
 * @param detection how faces are looked for
 * @param selection which of them are restored
 * @param paste how restored crops go into the photo
 * @param mono whether the photo is taken as monochrome
 * @param aligned whether the whole photo is one aligned face crop
 * @param task what is done to the faces
 */
public record RestoreOptions(
    DetectionOptions detection,
    SelectionOptions selection,
    PasteOptions paste,
    Mono mono,
    boolean aligned,
    FaceTask task) {

  /** What the reference does. */
  public static final RestoreOptions REFERENCE =
      new RestoreOptions(
          DetectionOptions.REFERENCE,
          SelectionOptions.REFERENCE,
          PasteOptions.REFERENCE,
          Mono.OFF,
          false,
          new FaceTask.Restore());

  /** The values that the command line starts from. */
  public static final RestoreOptions DEFAULTS =
      new RestoreOptions(
          DetectionOptions.DEFAULTS,
          SelectionOptions.DEFAULTS,
          PasteOptions.DEFAULTS,
          Mono.AUTO,
          false,
          new FaceTask.Restore());

  /**
   * {@return these options with another part}
   *
   * @param part how faces are looked for
   */
  public RestoreOptions with(DetectionOptions part) {
    return new RestoreOptions(part, selection, paste, mono, aligned, task);
  }

  /**
   * {@return these options with another part}
   *
   * @param part which faces are restored
   */
  public RestoreOptions with(SelectionOptions part) {
    return new RestoreOptions(detection, part, paste, mono, aligned, task);
  }

  /**
   * {@return these options with another part}
   *
   * @param part how restored crops go into the photo
   */
  public RestoreOptions with(PasteOptions part) {
    return new RestoreOptions(detection, selection, part, mono, aligned, task);
  }

  /**
   * {@return these options with another part}
   *
   * @param part whether photos are taken as monochrome
   */
  public RestoreOptions with(Mono part) {
    return new RestoreOptions(detection, selection, paste, part, aligned, task);
  }

  /**
   * {@return these options with another part}
   *
   * @param part what is done to the faces
   */
  public RestoreOptions with(FaceTask part) {
    return new RestoreOptions(detection, selection, paste, mono, aligned, part);
  }

  /** {@return these options for photos that are aligned face crops} */
  public RestoreOptions forAlignedCrops() {
    return new RestoreOptions(detection, selection, paste, mono, true, task);
  }

  /** {@return whether a face parser is needed} */
  public boolean parses() {
    return !aligned && paste.mask() == PasteOptions.Mask.PARSING;
  }

  /** Whether only the lightness of a photo may change. */
  public enum Mono {
    /** Grey photos and toned or yellowed prints are taken as monochrome. */
    AUTO,
    /** Every photo is monochrome. */
    ON,
    /** No photo is; the reference's behaviour. */
    OFF
  }
}
