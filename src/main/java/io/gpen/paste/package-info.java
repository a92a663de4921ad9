/**
 * Restored crops back into the photo: masks, feathering and composition in the depth and channels
 * of the photo. May call {@code engine}, {@code face} and {@code image}.
 */
package io.gpen.paste;
