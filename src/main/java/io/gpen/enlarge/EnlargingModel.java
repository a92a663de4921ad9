package io.gpen.enlarge;

import io.gpen.torchscript.Architecture;

/**
 * What has to be known of a network that enlarges.
 *
 * @param scale how many times as long both sides become in the network
 * @param fold it takes pictures whose sides are multiples of this
 * @param tile the side in pixels of the tiles that it works on unless a user says otherwise, so
 *     that its memory stays under about a gigabyte
 * @param margin how far around a tile it looks, in pixels: the result differs by no more than one
 *     of 255 levels from that of the whole photo at once
 */
record EnlargingModel(int scale, int fold, int tile, int margin) {

  /**
   * {@return what is known of a kind of network}
   *
   * @param architecture the kind of network
   * @throws IllegalArgumentException if it does not enlarge pictures
   */
  static EnlargingModel of(Architecture architecture) {
    return switch (architecture) {
      case SRVGGNET_X4 -> new EnlargingModel(4, 1, 512, 36);
      case RRDBNET_X1 -> new EnlargingModel(1, 4, 512, 64);
      case RRDBNET_X2 -> new EnlargingModel(2, 2, 384, 48);
      case RRDBNET_X4 -> new EnlargingModel(4, 1, 256, 32);
      default -> throw new IllegalArgumentException(architecture + " does not enlarge pictures");
    };
  }
}
