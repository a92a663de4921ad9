/** Cuts faces out of a photo and turns them upright on the template. */
package io.gpen.align;
