/**
 * Photographs as files and as pixels: reading and writing of every format, depth, alpha,
 * orientation and colour. May call its own {@code metadata} and {@code files}.
 */
package io.gpen.image;
