/**
 * Weights as files: PyTorch checkpoints and safetensors to {@link io.gpen.checkpoint.StateDict} and
 * back, without Python and without running anything that a file says. May call {@code files}.
 */
package io.gpen.checkpoint;
