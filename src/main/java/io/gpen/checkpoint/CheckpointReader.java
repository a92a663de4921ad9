package io.gpen.checkpoint;

import io.gpen.checkpoint.pickle.PickleDict;
import io.gpen.files.FileErrors;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens weight files: PyTorch checkpoints, both the zip format and the one before 1.6, and
 * safetensors, recognised by content. Nothing in a file is ever run, and values stay in the file
 * until they are asked for, so that a file of any size needs no more memory than its largest
 * tensor.
 */
public final class CheckpointReader {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointReader.class);

  /** Views may share their storages, but not so often that reading them all has no end. */
  private static final long FREE_ELEMENTS = 1L << 26;

  private static final int MAX_SHARING = 4;

  private CheckpointReader() {}

  /**
   * Opens the weights of a file. Checkpoints of training scripts are unwrapped: the first of {@code
   * g_ema}, {@code params_ema}, {@code params}, {@code state_dict}, {@code model} is taken. A
   * leading {@code module.} is left out of every name.
   *
   * @param file the file; it is only read
   * @return the weights; close them
   * @throws CheckpointException if the file is not a checkpoint, is damaged, or has no weights. A
   *     checksum that does not fit shows when a tensor's values are asked for
   */
  public static StateDict open(Path file) {
    return open(file, Optional.empty());
  }

  /**
   * Opens the weights of a file.
   *
   * @param file the file; it is only read
   * @param key the entry that holds the weights; empty to find it as {@link #open(Path)} does. In a
   *     safetensors file, which has no nested entries, the part of each name before the first dot
   * @return the weights; close them
   * @throws CheckpointException as {@link #open(Path)}, and if there is no such entry
   */
  public static StateDict open(Path file, Optional<String> key) {
    FileChannel channel = channel(file);
    try {
      FileSection content = FileSection.whole(file, channel);
      return switch (CheckpointFormat.of(content)) {
        case ZIP -> pickled(content, new ZipCheckpoint(content), key, channel);
        case PICKLE -> pickled(content, new LegacyCheckpoint(content), key, channel);
        case SAFETENSORS -> safetensors(content, key, channel);
      };
    } catch (IOException e) {
      close(channel);
      throw new CheckpointException(file + ": cannot be read: " + e, e);
    } catch (RuntimeException | Error e) {
      close(channel);
      throw e;
    }
  }

  /**
   * {@return a text that a checkpoint holds beside weights, in PyTorch's zip format}
   *
   * @param file the file; it is only read
   * @param key the entry of the text
   * @throws CheckpointException if the file is not a checkpoint or is damaged
   */
  public static Optional<String> text(Path file, String key) {
    try (FileChannel channel = channel(file)) {
      FileSection content = FileSection.whole(file, channel);
      if (CheckpointFormat.of(content) != CheckpointFormat.ZIP) {
        return Optional.empty();
      }
      try (ZipCheckpoint checkpoint = new ZipCheckpoint(content)) {
        return checkpoint.root() instanceof PickleDict root && root.get(key) instanceof String text
            ? Optional.of(text)
            : Optional.empty();
      }
    } catch (IOException e) {
      throw new CheckpointException(file + ": cannot be read: " + e, e);
    }
  }

  /**
   * {@return whether the first bytes of a file are those of a checkpoint} Nothing else is read.
   *
   * @param file any file
   */
  public static boolean isCheckpoint(Path file) {
    try (FileChannel channel = channel(file)) {
      CheckpointFormat.of(FileSection.whole(file, channel));
      return true;
    } catch (CheckpointException | IOException e) {
      return false;
    }
  }

  private static FileChannel channel(Path file) {
    if (Files.isDirectory(file)) {
      throw new CheckpointException(file + ": a folder, not a checkpoint");
    }
    try {
      return FileChannel.open(file, StandardOpenOption.READ);
    } catch (IOException e) {
      throw new CheckpointException(file + ": " + FileErrors.reason(e), e);
    }
  }

  private static StateDict pickled(
      FileSection file, PickledCheckpoint checkpoint, Optional<String> key, FileChannel channel) {
    WeightsFinder finder = new WeightsFinder(file, key);
    try {
      Map<String, TensorSource> tensors = new LinkedHashMap<>();
      Map<String, TensorRef> found = finder.find(checkpoint.root());
      checkTotal(file, found);
      found.forEach((name, ref) -> tensors.put(name, stored(file, checkpoint, name, ref)));
      finder.warnings().forEach(warning -> LOG.warn("{}", file.refused(warning).getMessage()));
      return new StateDict(
          tensors,
          () -> {
            checkpoint.close();
            close(channel);
          });
    } catch (RuntimeException | Error e) {
      checkpoint.close();
      throw e;
    }
  }

  private static void checkTotal(FileSection file, Map<String, TensorRef> tensors) {
    long left = FREE_ELEMENTS + MAX_SHARING * file.length();
    for (TensorRef tensor : tensors.values()) {
      left -= Math.min(left + 1, tensor.layout().elements());
    }
    if (left < 0) {
      throw file.refused("its tensors are many times larger than the file; it is not used");
    }
  }

  private static TensorSource stored(
      FileSection file, PickledCheckpoint checkpoint, String name, TensorRef ref) {
    StorageRef storage = ref.storage();
    Storage bytes = checkpoint.storage(storage);
    if (storage.elements() > bytes.length() / storage.type().bytes()) {
      throw file.damaged(bytes.name() + " is shorter than its tensors need", 0);
    }
    long start = storage.viewStart() * storage.type().bytes();
    return new StoredTensor(
        Names.printable(name), ref.dtype().orElseThrow(), ref.layout(), bytes, start);
  }

  private static StateDict safetensors(
      FileSection file, Optional<String> key, FileChannel channel) {
    Map<String, TensorSource> all = Safetensors.read(file);
    Map<String, TensorSource> chosen = new LinkedHashMap<>();
    String prefix = key.map(name -> name + ".").orElse("");
    for (Map.Entry<String, TensorSource> entry : all.entrySet()) {
      if (entry.getKey().startsWith(prefix)) {
        String name = Names.withoutParallel(entry.getKey().substring(prefix.length()));
        if (chosen.put(name, entry.getValue()) != null) {
          throw file.refused("it has two entries " + Names.printable(name));
        }
      }
    }
    if (chosen.isEmpty()) {
      List<String> some = all.keySet().stream().limit(3).map(Names::printable).toList();
      throw file.refused("no tensor's name begins with '" + prefix + "'; there are " + some);
    }
    return new StateDict(chosen, () -> close(channel));
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new CheckpointException("cannot close a weight file: " + e, e);
    }
  }
}
