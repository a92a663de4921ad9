/**
 * Landmarks to crops: the template, the similarity estimate and the warp. May call {@code face} and
 * {@code image}.
 */
package io.gpen.align;
