package io.gpen.benchmark;

import io.gpen.engine.Engine;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.torchscript.Precision;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * A generator as it is loaded and set up.
 *
 * @param name what results call it
 * @param path its archive
 * @param precision the numbers of its convolutions
 * @param winograd the sides in pixels of the levels that are switched to Winograd's convolution
 */
record GeneratorArchive(String name, Path path, Precision precision, List<Integer> winograd) {

  /** {@return the network, ready to run, which the caller owns} */
  Network open(Engine engine) {
    Network network = engine.load(path);
    try {
      if (!winograd.isEmpty()) {
        FloatBuffer sides = FloatBuffer.allocate(winograd.size());
        winograd.forEach(sides::put);
        network.run("winograd", new Tensor(sides.flip(), winograd.size()));
      }
      return network;
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }
}
