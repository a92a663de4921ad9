/**
 * The values of a face on its way from detection to its outcome, and the geometry that describes
 * it: boxes, landmarks, similarity transforms.
 */
package io.gpen.face;
