package io.gpen.paste;

import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** How restored pixels are mixed into a part of a photo. Where the mask is 0 nothing changes. */
interface Blend {

  /**
   * Mixes.
   *
   * @param photo levels of the photo, interleaved; changed in place
   * @param count how many pixels
   * @param mask share of the faces for each pixel, 0..1
   * @param faces levels of the faces 0..255, the first channel in the lowest 8 bits
   * @param grain what is added where the mask is not 0, in levels of 0..255, interleaved as the
   *     faces' channels
   */
  void mix(Levels photo, int count, float[] mask, int[] faces, float[] grain);

  /**
   * {@return the way to blend into a photo}
   *
   * @param photo 8 or 16 bits, 1 or 3 channels
   * @param mono whether only the lightness may change; faces then have one channel
   */
  static Blend of(Mat photo, boolean mono) {
    boolean deep = photo.depth() == CvType.CV_16U;
    if (mono && photo.channels() == 3) {
      return lightness(deep ? PasteConstants.DEEP_LEVELS : 1);
    }
    return deep ? deepLevels(photo.channels()) : levels(photo.channels());
  }

  /** The reference's composition, for 8-bit levels: {@code photo * (1 - mask) + faces * mask}. */
  static Blend levels(int channels) {
    return (photo, count, mask, faces, grain) -> {
      for (int i = 0; i < count; i++) {
        float share = mask[i];
        if (share > PasteConstants.WHOLE) {
          for (int c = 0, at = i * channels; c < channels; c++, at++) {
            photo.set(at, level(faces[i], c) + grain[at]);
          }
        } else if (share > 0) {
          float rest = 1 - share;
          for (int c = 0, at = i * channels; c < channels; c++, at++) {
            photo.set(at, photo.get(at) * rest + level(faces[i], c) * share + grain[at]);
          }
        }
      }
    };
  }

  /**
   * For 16-bit levels: only the change of the 8-bit view goes in, so that gradations finer than
   * that view stay.
   */
  static Blend deepLevels(int channels) {
    return (photo, count, mask, faces, grain) -> {
      for (int i = 0; i < count; i++) {
        float share = mask[i];
        if (share > 0) {
          for (int c = 0, at = i * channels; c < channels; c++, at++) {
            float before = photo.get(at);
            float view = rounded(before / PasteConstants.DEEP_LEVELS);
            float change = level(faces[i], c) - view;
            photo.set(at, before + PasteConstants.DEEP_LEVELS * (change * share + grain[at]));
          }
        }
      }
    };
  }

  /**
   * For a monochrome photo in colour: the change of the lightness (luma of BGR, as {@code
   * COLOR_BGR2GRAY}) is added alike to the three channels, which leaves both chroma differences as
   * they are; it stops where a channel would leave its range. The faces have one channel.
   *
   * @param unit levels of the photo for one of 0..255: 1 or 257
   */
  static Blend lightness(float unit) {
    return (photo, count, mask, faces, grain) -> {
      for (int i = 0; i < count; i++) {
        if (mask[i] > 0) {
          float blue = photo.get(3 * i);
          float green = photo.get(3 * i + 1);
          float red = photo.get(3 * i + 2);
          float luma =
              rounded(
                  0.114f * rounded(blue / unit)
                      + 0.587f * rounded(green / unit)
                      + 0.299f * rounded(red / unit));
          float change = rounded(unit * (((faces[i] & 0xff) - luma) * mask[i] + grain[i]));
          float lowest = Math.min(blue, Math.min(green, red));
          float highest = Math.max(blue, Math.max(green, red));
          float step = Math.max(-lowest, Math.min(255 * unit - highest, change));
          photo.set(3 * i, blue + step);
          photo.set(3 * i + 1, green + step);
          photo.set(3 * i + 2, red + step);
        }
      }
    };
  }

  private static int level(int face, int channel) {
    return face >> 8 * channel & 0xff;
  }

  private static float rounded(float value) {
    return (float) Math.rint(value);
  }
}
