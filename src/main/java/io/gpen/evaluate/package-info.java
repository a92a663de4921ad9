/**
 * Measures of image quality: of images against references (PSNR, SSIM, and with networks that the
 * user names the look, the identity and the landmarks of faces), and without (NIQE). Calls the
 * engine's networks and the detector, knows nothing of commands.
 */
package io.gpen.evaluate;
