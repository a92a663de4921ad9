package io.gpen.detect;

/**
 * The anchor (prior) boxes of a picture size, in the order of the network's outputs: feature maps
 * from fine to coarse, cells row by row, the smaller box first. Anchors are computed one by one on
 * demand, since only the few with a high score are needed.
 */
final class AnchorGrid {

  /**
   * One anchor, in shares of the picture's width and height; not clipped.
   *
   * @param cx centre across
   * @param cy centre down
   * @param width width
   * @param height height
   */
  record Anchor(float cx, float cy, float width, float height) {}

  private final int width;
  private final int height;
  private final int[] columns = new int[RetinaFaceConstants.STEPS.length];
  private final int[] ends = new int[RetinaFaceConstants.STEPS.length];

  /**
   * The anchors of a picture as the network sees it.
   *
   * @param width its width in pixels
   * @param height its height in pixels
   */
  AnchorGrid(int width, int height) {
    this.width = width;
    this.height = height;
    int end = 0;
    for (int level = 0; level < ends.length; level++) {
      int step = RetinaFaceConstants.STEPS[level];
      columns[level] = (width + step - 1) / step;
      int rows = (height + step - 1) / step;
      end += rows * columns[level] * RetinaFaceConstants.MIN_SIZES[level].length;
      ends[level] = end;
    }
  }

  /** {@return the number of anchors} */
  int count() {
    return ends[ends.length - 1];
  }

  /**
   * {@return an anchor}
   *
   * @param index its place in the network's outputs, from 0
   */
  Anchor at(int index) {
    int level = 0;
    while (index >= ends[level]) {
      level++;
    }
    int[] sizes = RetinaFaceConstants.MIN_SIZES[level];
    int step = RetinaFaceConstants.STEPS[level];
    int inLevel = level == 0 ? index : index - ends[level - 1];
    int cell = inLevel / sizes.length;
    double size = sizes[inLevel % sizes.length];
    int row = cell / columns[level];
    int column = cell % columns[level];
    return new Anchor(
        (float) ((column + 0.5) * step / width),
        (float) ((row + 0.5) * step / height),
        (float) (size / width),
        (float) (size / height));
  }
}
