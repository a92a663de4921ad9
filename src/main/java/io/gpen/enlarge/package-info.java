/**
 * Enlarges whole photos with a network, tile by tile, in the depth and channels of the photo. May
 * call the engine and the packages of images; knows nothing of faces.
 */
package io.gpen.enlarge;
