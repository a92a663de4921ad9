/**
 * What is done to a face around the generator: how blurred the crop is, which says how much of the
 * restored face is used, and the large-scale lightness and colour, which stay the crop's own.
 */
package io.gpen.finish;
