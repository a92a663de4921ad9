/**
 * JPEG files: segments, checks, pixels, and the metadata that they carry, read and written. May
 * call {@code image} and {@code image.metadata}.
 *
 * <p>A file is cut into its segments once ({@link io.gpen.image.jpeg.JpegFile}); the entropy-coded
 * data are walked through to find what is missing or wrong ({@link
 * io.gpen.image.jpeg.JpegEntropy}); OpenCV decodes sound files, the JDK damaged ones and those of
 * four channels. TwelveMonkeys' imageio-jpeg reads CMYK too, but takes the colours of a photo
 * without a profile from whatever CMYK profile the machine has installed, so that the same photo
 * would look different on another machine.
 */
package io.gpen.image.jpeg;
