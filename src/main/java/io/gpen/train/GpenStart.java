package io.gpen.train;

import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.CheckpointReader;
import io.gpen.checkpoint.StateDict;
import io.gpen.text.Wording;
import io.gpen.torchscript.GpenLayout;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a GPEN begins with. Holds the file that it comes from open: close it.
 *
 * @param layout the sizes of the network that is to be trained
 * @param isCascade whether its decoder is trained already and its encoder is not
 * @param file the generator that it comes from, if any
 * @param judge the discriminator beside it, if any
 */
record GpenStart(
    GpenLayout layout, boolean isCascade, Optional<StateDict> file, Optional<StateDict> judge)
    implements AutoCloseable {

  /**
   * {@return what a request begins with}
   *
   * @throws TrainingUsageException if the size does not fit
   * @throws CheckpointException if the file cannot be read or is of another network
   */
  static GpenStart of(GpenRequest request) {
    if (request.from().isEmpty()) {
      return new GpenStart(request.layout(), false, Optional.empty(), Optional.empty());
    }
    Path path = request.from().get();
    StateDict file = CheckpointReader.open(path);
    try {
      boolean isCascade = file.names().stream().noneMatch(name -> name.startsWith("ecd"));
      GpenLayout found = isCascade ? GpenLayout.ofStyleGan2(file) : GpenLayout.of(file);
      int size = request.size().orElse(found.size());
      if (size != found.size() && (isCascade || size != 2 * found.size())) {
        throw new TrainingUsageException(
            Wording.format(
                "%s is for %d pixels: choose --size %d%s",
                path,
                found.size(),
                found.size(),
                isCascade ? "" : Wording.format(" or, to let it grow, %d", 2 * found.size())));
      }
      GpenLayout layout = size == found.size() ? found : InitialWeights.doubled(found);
      return new GpenStart(layout, isCascade, Optional.of(file), discriminator(path));
    } catch (CheckpointException e) {
      file.close();
      // What a network lacks does not say where it is from.
      throw new CheckpointException(path + " cannot be trained further: " + e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  /** Weights that are published for restoring have none. */
  private static Optional<StateDict> discriminator(Path path) {
    try {
      return Optional.of(CheckpointReader.open(path, Optional.of("d")));
    } catch (CheckpointException e) {
      return Optional.empty();
    }
  }

  /**
   * {@return the state before the first step, which reads from the file}
   *
   * @throws TrainingUsageException if the network is too narrow for it
   */
  TrainingState state(boolean identity, long seed) {
    try {
      return initial(identity, seed);
    } catch (IllegalArgumentException e) {
      throw new TrainingUsageException(e.getMessage());
    }
  }

  private TrainingState initial(boolean identity, long seed) {
    StateDict generator = generator(identity, seed);
    StateDict discriminator =
        judge
            .map(weights -> grows() ? grownDiscriminator(weights, seed) : weights)
            .orElseGet(() -> InitialWeights.discriminator(layout, seed));
    return TrainingState.initial(generator, discriminator);
  }

  private StateDict generator(boolean identity, long seed) {
    if (file.isEmpty()) {
      return identity ? InitialWeights.identity(layout, seed) : InitialWeights.gpen(layout, seed);
    }
    if (isCascade) {
      return InitialWeights.cascade(file.get(), layout, seed);
    }
    return grows() ? InitialWeights.grown(file.get(), seed) : file.get();
  }

  private StateDict grownDiscriminator(StateDict small, long seed) {
    return InitialWeights.grownDiscriminator(small, GpenLayout.of(file.orElseThrow()), seed);
  }

  private boolean grows() {
    return !isCascade && GpenLayout.of(file.orElseThrow()).size() < layout.size();
  }

  @Override
  public void close() {
    file.ifPresent(StateDict::close);
    judge.ifPresent(StateDict::close);
  }
}
