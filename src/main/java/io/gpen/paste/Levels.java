package io.gpen.paste;

import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * The levels of a part of a photo, interleaved, in the photo's own range: 0..255 or 0..65535. What
 * is set is rounded half to even and kept within that range.
 */
interface Levels {

  /** {@return the level at a place} */
  float get(int at);

  /** Changes the level at a place to one that needs no rounding. */
  void set(int at, int level);

  /** Changes the level at a place. */
  void set(int at, float level);

  /** Writes all of them to a picture of the size and type that they came from. */
  void writeTo(Mat picture);

  /**
   * {@return a copy of the levels of a picture}
   *
   * @param picture 8 or 16 bits
   */
  static Levels of(Mat picture) {
    int count = (int) picture.total() * picture.channels();
    if (picture.depth() == CvType.CV_8U) {
      byte[] levels = new byte[count];
      picture.get(0, 0, levels);
      return new Bytes(levels);
    }
    short[] levels = new short[count];
    picture.get(0, 0, levels);
    return new Shorts(levels);
  }

  /** 8 bits. */
  record Bytes(byte[] levels) implements Levels {
    @Override
    public float get(int at) {
      return levels[at] & 0xff;
    }

    @Override
    public void set(int at, int level) {
      levels[at] = (byte) level;
    }

    @Override
    public void set(int at, float level) {
      levels[at] = (byte) Math.max(0, Math.min(255, (int) Math.rint(level)));
    }

    @Override
    public void writeTo(Mat picture) {
      picture.put(0, 0, levels);
    }
  }

  /** 16 bits. */
  record Shorts(short[] levels) implements Levels {
    @Override
    public float get(int at) {
      return levels[at] & 0xffff;
    }

    @Override
    public void set(int at, int level) {
      levels[at] = (short) level;
    }

    @Override
    public void set(int at, float level) {
      levels[at] = (short) Math.max(0, Math.min(65535, (int) Math.rint(level)));
    }

    @Override
    public void writeTo(Mat picture) {
      picture.put(0, 0, levels);
    }
  }
}
