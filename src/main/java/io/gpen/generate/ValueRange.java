package io.gpen.generate;

/** The values that a generator was trained on, for black to white. */
public enum ValueRange {
  /** -1..1, in the float32 steps {@code (x/255 - 0.5)/0.5}. */
  SIGNED {
    @Override
    float value(float share) {
      return (share - 0.5f) / 0.5f;
    }

    @Override
    float share(float value) {
      return value * 0.5f + 0.5f;
    }
  },
  /** 0..1: {@code is_norm=False} of GPEN's {@code face_model/face_gan.py}. */
  UNIT {
    @Override
    float value(float share) {
      return share;
    }

    @Override
    float share(float value) {
      return value;
    }
  };

  /** {@return the value for a share of white, 0 to 1} */
  abstract float value(float share);

  /** {@return the share of white of a value} */
  abstract float share(float value);
}
