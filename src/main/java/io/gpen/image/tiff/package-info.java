/**
 * TIFF files: parsing, checking, decoding, and the metadata that they carry, read and written. May
 * call {@code image}, {@code image.jpeg} and {@code image.metadata}.
 */
package io.gpen.image.tiff;
