/**
 * Restores one photo: detects, aligns, generates and pastes. {@link io.gpen.restore.PhotoRestorer}
 * is the contract with a batch, {@link io.gpen.restore.FacePhotoRestorer} the photographs, {@link
 * io.gpen.restore.AlignedCropRestorer} the aligned crops.
 */
package io.gpen.restore;
