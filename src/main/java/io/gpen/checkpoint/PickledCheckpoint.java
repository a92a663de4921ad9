package io.gpen.checkpoint;

/** A file of pickled objects whose storages lie beside the pickle. */
interface PickledCheckpoint extends AutoCloseable {

  /** {@return the pickled object} */
  Object root();

  /** {@return where the bytes of a storage are} */
  Storage storage(StorageRef ref);

  @Override
  void close();
}
