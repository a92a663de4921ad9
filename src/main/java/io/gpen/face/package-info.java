/**
 * The values that the stages share: box, landmarks, similarity transform, aligned face, with no
 * behaviour beyond their own arithmetic. May call {@code image}.
 */
package io.gpen.face;
