/** Pastes restored crops into a photo: masks, warping and blending. */
package io.gpen.paste;
