package io.gpen.engine;

import java.util.List;

/**
 * A network that is loaded and can be trained: its methods may take gradients and change its
 * weights. One thread at a time may use it. Owns native memory: close it.
 */
public interface TrainableNetwork extends AutoCloseable {

  /**
   * Calls a method.
   *
   * @param method its name
   * @param arguments what it takes, as one list; empty for a method that takes nothing
   * @return what it gives, copied
   * @throws EngineException if there is no such method or it fails
   */
  List<Tensor> call(String method, List<Tensor> arguments);

  /**
   * Sets the state of libtorch's random numbers.
   *
   * @param seed equal seeds give equal numbers
   */
  void seed(long seed);

  @Override
  void close();
}
