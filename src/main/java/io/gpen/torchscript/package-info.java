/**
 * Converts weights to TorchScript archives: the module tree, the archive writer and a builder for
 * each architecture with its text resources.
 */
package io.gpen.torchscript;
