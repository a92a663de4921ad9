package io.gpen.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Named tensors in the order of their file. It may hold the file open to read values from when they
 * are asked for: close it.
 */
public final class StateDict implements AutoCloseable {

  private final Map<String, TensorSource> tensors;
  private final Runnable onClose;

  /**
   * Takes tensors that need no file.
   *
   * @param tensors name to tensor, in order
   */
  public StateDict(Map<String, TensorSource> tensors) {
    this(tensors, () -> {});
  }

  StateDict(Map<String, TensorSource> tensors, Runnable onClose) {
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    this.onClose = onClose;
  }

  /** {@return the names in the order of the file} */
  public Set<String> names() {
    return tensors.keySet();
  }

  /** {@return name to tensor, in the order of the file} */
  public Map<String, TensorSource> tensors() {
    return tensors;
  }

  /**
   * {@return one tensor}
   *
   * @param name its name
   * @throws CheckpointException if there is none of that name
   */
  public TensorSource get(String name) {
    TensorSource tensor = tensors.get(name);
    if (tensor == null) {
      throw new CheckpointException("the weights have no tensor named " + name);
    }
    return tensor;
  }

  @Override
  public void close() {
    onClose.run();
  }
}
