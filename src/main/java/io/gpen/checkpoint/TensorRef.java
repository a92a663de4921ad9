package io.gpen.checkpoint;

import java.util.Optional;

/**
 * A tensor as a file describes it: a view of a storage.
 *
 * @param storage the storage
 * @param type what the file calls the element type
 * @param dtype the element type, if it is one that is read
 * @param layout which elements of the storage's view
 */
record TensorRef(StorageRef storage, String type, Optional<DType> dtype, Layout layout) {}
