/**
 * What all picture formats share: pixels, depth, colour, orientation, and how a file is told by its
 * first bytes. May call {@code image.metadata} and {@code files}.
 */
package io.gpen.image;
