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

  /** {@return the JSON that the archive's writer put beside the network, or an empty string} */
  String description();

  @Override
  void close();
}
