package io.gpen.checkpoint;

/** A tensor whose values stay in the file until they are asked for. */
final class StoredTensor implements TensorSource {

  /** Java's longest array. */
  private static final long MAX_ELEMENTS = Integer.MAX_VALUE - 8L;

  private final String name;
  private final DType dtype;
  private final Layout layout;
  private final Storage storage;
  private final long start;

  /**
   * Takes a view of a storage.
   *
   * @param name the tensor's name for messages
   * @param start the byte of the storage from which the layout counts its elements
   */
  StoredTensor(String name, DType dtype, Layout layout, Storage storage, long start) {
    this.name = name;
    this.dtype = dtype;
    this.layout = layout;
    this.storage = storage;
    this.start = start;
  }

  @Override
  public DType dtype() {
    return dtype;
  }

  @Override
  public long[] shape() {
    return layout.shape().clone();
  }

  @Override
  public long elements() {
    return layout.elements();
  }

  @Override
  public float[] floats() {
    if (!dtype.isFloat()) {
      throw section().refused(name + " holds " + dtype + " values where floats are needed");
    }
    float[] values = new float[count(Float.BYTES)];
    read(ElementTarget.of(dtype, values));
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw section()
            .refused(
                name
                    + " holds "
                    + (Float.isNaN(values[i]) ? "NaN" : "an infinite number")
                    + " (element "
                    + i
                    + "); such weights cannot be used: get another checkpoint");
      }
    }
    return values;
  }

  @Override
  public long[] longs() {
    if (dtype.isFloat()) {
      throw section().refused(name + " holds " + dtype + " values where integers are needed");
    }
    long[] values = new long[count(Long.BYTES)];
    read(ElementTarget.of(dtype, values));
    return values;
  }

  private void read(ElementTarget target) {
    FileSection bytes = section();
    new LayoutReader(bytes, name + " in " + storage.name(), dtype.bytes(), target).read(layout);
  }

  private FileSection section() {
    FileSection whole = storage.verified();
    return whole.slice(start, whole.length() - start, name);
  }

  private int count(int bytes) {
    long memory = Runtime.getRuntime().maxMemory();
    if (elements() > MAX_ELEMENTS || elements() > memory / bytes) {
      throw section()
          .refused(
              name
                  + " has "
                  + elements()
                  + " elements, more than fit into a Java heap of "
                  + (memory >> 20)
                  + " MB: raise it with -Xmx");
    }
    return (int) elements();
  }
}
