/**
 * Image quality measures, PSNR and SSIM, of pairs of images.
 *
 * <p>NIQE, which needs no reference image, is not implemented: it compares with statistics of a set
 * of photographs, and the published statistics may not be redistributed. Statistics of other
 * photographs would give values that cannot be compared with anybody's.
 */
package io.gpen.evaluate;
