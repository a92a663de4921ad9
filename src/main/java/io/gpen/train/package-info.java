/**
 * Training of StyleGAN2 and GPEN: the data, the loop around the steps, checkpoints, logs, and the
 * tasks, whose arithmetic runs in libtorch. Nothing that restores photos calls it.
 */
package io.gpen.train;
