package io.gpen.engine;

import java.util.List;

/**
 * A network that is loaded and ready. One thread at a time may run it. Owns native memory: close
 * it.
 */
public interface Network extends AutoCloseable {

  /**
   * Runs the network forward.
   *
   * @param input the input, float32; read only
   * @return the outputs, in heap or direct buffers of their own that outlive the call
   * @throws EngineException if the network cannot be run on it
   */
  List<Tensor> run(Tensor input);

  /**
   * Runs another method of the network than the one that restores or detects, for networks that
   * have one.
   *
   * @param method its name
   * @param input the input, float32; read only
   * @return the outputs, as {@link #run(Tensor)} gives them
   * @throws EngineException if there is no such method or it cannot be run
   */
  default List<Tensor> run(String method, Tensor input) {
    throw new EngineException("this network has no method " + method);
  }

  /** {@return the JSON that the archive's writer put beside the network, or an empty string} */
  String description();

  @Override
  void close();
}
