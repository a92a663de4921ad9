package io.gpen.cli;

import io.gpen.engine.Engine;
import io.gpen.engine.Network;
import io.gpen.torchscript.Architecture;
import io.gpen.torchscript.NetworkDescription;
import io.gpen.zoo.ModelException;
import io.gpen.zoo.ModelFile;
import io.gpen.zoo.ModelTask;
import java.nio.file.Path;

/** Loads networks and looks whether they are for what they are to be used for. */
final class LoadedNetwork {

  private LoadedNetwork() {}

  /**
   * {@return the network of an archive, which the caller owns}
   *
   * @param engine runs it
   * @param model the weights that it was made of
   * @param archive the archive
   * @param task what it is to be used for
   * @throws ModelException if it is for another task; only weights that the catalogue does not know
   *     get as far as here
   */
  static Network of(Engine engine, ModelFile model, Path archive, ModelTask task) {
    Network network = engine.load(archive);
    Architecture architecture = NetworkDescription.fromJson(network.description()).architecture();
    if (!task.suits(architecture)) {
      network.close();
      throw new ModelException(
          "%s holds the weights of a network of the kind %s, which is not for %s; name another model"
              .formatted(model.path(), architecture, task.words()));
    }
    return network;
  }
}
