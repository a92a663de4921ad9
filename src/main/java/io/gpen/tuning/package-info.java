/**
 * What this machine does best, measured once and remembered: the precision of the generator and the
 * levels on which Winograd's convolution wins. May call {@code engine}, {@code torchscript} and
 * {@code files}.
 */
package io.gpen.tuning;
