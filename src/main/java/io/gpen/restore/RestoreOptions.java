package io.gpen.restore;

import io.gpen.detect.DetectionOptions;
import io.gpen.guard.GuardOptions;
import io.gpen.paste.PasteOptions;

/**
 * What decides about the pixels of a restored photo.
 *
 * @param detection how faces are looked for
 * @param selection which of them are restored
 * @param guards which of those are kept as they are, as restoring them would make them worse
 * @param paste how restored crops go into the photo
 * @param mono whether the photo is taken as monochrome
 * @param aligned whether the whole photo is one aligned face crop
 * @param task what is done to the faces
 * @param upscale how many times as long the sides of the photo become in a network that enlarges, 1
 *     to 4; 0 for none. 1 sends the photo through the network and keeps its size
 */
public record RestoreOptions(
    DetectionOptions detection,
    SelectionOptions selection,
    GuardOptions guards,
    PasteOptions paste,
    Mono mono,
    boolean aligned,
    FaceTask task,
    int upscale) {

  /** What the reference does. */
  public static final RestoreOptions REFERENCE =
      new RestoreOptions(
          DetectionOptions.REFERENCE,
          SelectionOptions.REFERENCE,
          GuardOptions.REFERENCE,
          PasteOptions.REFERENCE,
          Mono.OFF,
          false,
          new FaceTask.Restore(),
          0);

  private static final int LARGEST_UPSCALE = 4;

  /** Refuses a factor that nothing is made for. */
  public RestoreOptions {
    boolean possible = !aligned && task instanceof FaceTask.Restore;
    if (upscale < 0 || upscale > LARGEST_UPSCALE || upscale > 0 && !possible) {
      throw new IllegalArgumentException(
          "photos whose faces are restored, not aligned crops, are enlarged 1 to 4 times: "
              + upscale);
    }
  }

  /** The values that the command line starts from. */
  public static final RestoreOptions DEFAULTS =
      new RestoreOptions(
          DetectionOptions.DEFAULTS,
          SelectionOptions.DEFAULTS,
          GuardOptions.DEFAULTS,
          PasteOptions.DEFAULTS,
          Mono.AUTO,
          false,
          new FaceTask.Restore(),
          0);

  /**
   * {@return these options with another part}
   *
   * @param part how faces are looked for
   */
  public RestoreOptions with(DetectionOptions part) {
    return new RestoreOptions(part, selection, guards, paste, mono, aligned, task, upscale);
  }

  /**
   * {@return these options with another part}
   *
   * @param part which faces are restored
   */
  public RestoreOptions with(SelectionOptions part) {
    return new RestoreOptions(detection, part, guards, paste, mono, aligned, task, upscale);
  }

  /**
   * {@return these options with another part}
   *
   * @param part which faces are kept as they are
   */
  public RestoreOptions with(GuardOptions part) {
    return new RestoreOptions(detection, selection, part, paste, mono, aligned, task, upscale);
  }

  /**
   * {@return these options with another part}
   *
   * @param part how restored crops go into the photo
   */
  public RestoreOptions with(PasteOptions part) {
    return new RestoreOptions(detection, selection, guards, part, mono, aligned, task, upscale);
  }

  /**
   * {@return these options with another part}
   *
   * @param part whether photos are taken as monochrome
   */
  public RestoreOptions with(Mono part) {
    return new RestoreOptions(detection, selection, guards, paste, part, aligned, task, upscale);
  }

  /**
   * {@return these options with another part}
   *
   * @param part what is done to the faces
   */
  public RestoreOptions with(FaceTask part) {
    return new RestoreOptions(detection, selection, guards, paste, mono, aligned, part, upscale);
  }

  /** {@return these options for photos that are aligned face crops} */
  public RestoreOptions forAlignedCrops() {
    return new RestoreOptions(detection, selection, guards, paste, mono, true, task, upscale);
  }

  /**
   * {@return these options with another factor}
   *
   * @param factor how many times as long the sides of the photo become, 1 to 4; 0 for none
   */
  public RestoreOptions withUpscale(int factor) {
    return new RestoreOptions(detection, selection, guards, paste, mono, aligned, task, factor);
  }

  /** {@return whether photos go through a network that enlarges} */
  public boolean enlarges() {
    return upscale > 0;
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
