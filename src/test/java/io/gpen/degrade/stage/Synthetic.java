package io.gpen.degrade.stage;

/** Pictures made of numbers. */
final class Synthetic {

  private Synthetic() {}

  /** A grey picture of one level. */
  static Pixels flat(int side, double level) {
    return Pixels.black(side, side, 1).map(value -> (float) level);
  }

  /** Black with one white pixel in the middle; the side is odd. */
  static Pixels point(int side) {
    Pixels picture = Pixels.black(side, side, 1);
    picture.values()[side * side / 2] = 1;
    return picture;
  }

  /** A colour picture with edges, ramps and every hue. */
  static Pixels colourful(int width, int height) {
    Pixels picture = Pixels.black(width, height, 3);
    for (int i = 0; i < width * height; i++) {
      int x = i % width;
      int y = i / width;
      picture.values()[3 * i] = (float) x / width;
      picture.values()[3 * i + 1] = (float) y / height;
      picture.values()[3 * i + 2] = (x / 8 + y / 8) % 2 == 0 ? 0.25f : 0.75f;
    }
    return picture;
  }

  static double mean(Pixels picture) {
    double sum = 0;
    for (float value : picture.values()) {
      sum += value;
    }
    return sum / picture.values().length;
  }

  static double deviation(Pixels picture) {
    double mean = mean(picture);
    double sum = 0;
    for (float value : picture.values()) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / picture.values().length);
  }

  /** How alike the picture is to itself, moved to the right: 1 for the same. */
  static double correlation(Pixels picture, int lag) {
    double mean = mean(picture);
    double sum = 0;
    int count = 0;
    for (int i = 0; i < picture.values().length; i++) {
      if (i % picture.width() + lag < picture.width()) {
        sum += (picture.values()[i] - mean) * (picture.values()[i + lag] - mean);
        count++;
      }
    }
    double deviation = deviation(picture);
    return sum / count / (deviation * deviation);
  }

  /** One value of a grey picture. */
  static float at(Pixels picture, int x, int y) {
    return picture.values()[y * picture.width() + x];
  }

  /** How many values differ. */
  static int changed(Pixels before, Pixels after) {
    int changed = 0;
    for (int i = 0; i < before.values().length; i++) {
      changed += before.values()[i] == after.values()[i] ? 0 : 1;
    }
    return changed;
  }
}
