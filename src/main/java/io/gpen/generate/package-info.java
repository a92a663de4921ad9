/**
 * Crop in, restored crop out: the generator and its tensor conversion. May call {@code engine},
 * {@code face} and {@code image}.
 */
package io.gpen.generate;
