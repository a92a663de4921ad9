/**
 * Networks as files: the module tree, the archive writer and the builders of each architecture with
 * their text resources. May call {@code checkpoint} and {@code files}.
 */
package io.gpen.torchscript;
