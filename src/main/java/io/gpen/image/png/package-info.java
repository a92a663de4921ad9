/**
 * PNG files: parsing, checking, decoding, and the metadata that they carry, read and written. May
 * call {@code image} and {@code image.metadata}.
 */
package io.gpen.image.png;
