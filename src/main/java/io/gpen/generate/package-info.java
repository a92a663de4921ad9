/**
 * Crop in, restored crop out: {@link io.gpen.generate.FaceGenerator} and the conversion of crops to
 * tensors and back. Another family of generators is another implementation of that interface here;
 * {@code io.gpen.api.Networks} chooses it by the architecture of the weights.
 */
package io.gpen.generate;
