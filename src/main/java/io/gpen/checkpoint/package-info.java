/**
 * Weights as files: PyTorch checkpoints and safetensors to {@link io.gpen.checkpoint.StateDict} and
 * back, without Python and without running anything that a file says.
 */
package io.gpen.checkpoint;
