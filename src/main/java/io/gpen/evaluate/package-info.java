/**
 * How far pictures are from those that they should be: PSNR and SSIM of pairs, and what a person or
 * a program reads of them. May call {@code image} and {@code files}.
 *
 * <p>NIQE, which needs no second picture, is not here: it compares with the statistics of a set of
 * photographs, and the published statistics are somebody else's data. Others, fitted to other
 * photographs, would give figures that compare with nobody's.
 */
package io.gpen.evaluate;
