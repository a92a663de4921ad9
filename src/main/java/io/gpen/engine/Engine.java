package io.gpen.engine;

import ai.djl.Device;
import ai.djl.engine.StandardCapabilities;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import io.gpen.text.Wording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * libtorch, loaded and set up. The library and its threads are the process's: whoever starts a
 * second engine changes the threads of the first.
 */
public final class Engine implements AutoCloseable {

  private final EngineThread thread;
  private final PtNDManager manager;
  private final EngineInfo info;

  private Engine(EngineThread thread, PtNDManager manager, EngineInfo info) {
    this.thread = thread;
    this.manager = manager;
    this.info = info;
  }

  /**
   * Loads the native library, unpacking it into the cache folder if it is not there, and chooses
   * the device. Never uses the network.
   *
   * @param options how networks are to be run
   * @return the engine, which the caller owns
   * @throws EngineException if the library or the device does not work; it says what to do
   */
  public static synchronized Engine start(EngineOptions options) {
    EngineThread thread = new EngineThread();
    try {
      return thread.call(() -> start(options, thread));
    } catch (RuntimeException | Error e) {
      thread.close();
      throw e;
    }
  }

  /**
   * {@return what is wrong with the unpacked native libraries, if anything} Reads every byte of
   * them, which {@link #start} does only when they seem to have changed.
   *
   * @throws EngineException if they cannot be read
   */
  public static Optional<String> libraryDefect() {
    try {
      return NativeLibrary.defect();
    } catch (IOException e) {
      throw new EngineException("cannot read the unpacked libtorch: " + e.getMessage(), e);
    }
  }

  private static Engine start(EngineOptions options, EngineThread thread) {
    ai.djl.engine.Engine djl = NativeLibrary.load();
    setThreads(options.threads());
    boolean cuda = djl.hasCapability(StandardCapabilities.CUDA);
    Device device = device(options.device(), cuda);
    PtNDManager manager = (PtNDManager) djl.newBaseManager(device);
    try {
      if (device.isGpu()) {
        manager.zeros(new ai.djl.ndarray.types.Shape(1)).close();
      }
    } catch (RuntimeException e) {
      manager.close();
      throw new EngineException(
          Wording.format(
              "cannot use %s (%s): list the devices with nvidia-smi, or choose --device cpu",
              options.device(), e.getMessage()),
          e);
    }
    return new Engine(thread, manager, info(options.device(), device, cuda));
  }

  private static void setThreads(int wanted) {
    if (wanted > 0) {
      JniUtils.setNumThreads(wanted);
    } else if (System.getenv("OMP_NUM_THREADS") == null) {
      JniUtils.setNumThreads(Runtime.getRuntime().availableProcessors());
    }
  }

  private static Device device(DeviceChoice choice, boolean cuda) {
    return switch (choice.kind()) {
      case CPU -> Device.cpu();
      case AUTO -> cuda ? Device.gpu(0) : Device.cpu();
      case CUDA -> {
        if (!cuda) {
          throw new EngineException(noCuda(choice));
        }
        yield Device.gpu(choice.index());
      }
    };
  }

  private static String noCuda(DeviceChoice choice) {
    return Wording.format(
        "cannot use device %s: libtorch %s in %s has no CUDA or finds no CUDA device:"
            + " install a driver, unpack libtorch %s with CUDA 12.8 and set"
            + " PYTORCH_LIBRARY_PATH (now %s) to its lib folder, or choose --device cpu",
        choice,
        LibUtils.getVersion(),
        LibUtils.getLibtorchPath(),
        LibUtils.getVersion().replaceFirst("-.*", ""),
        System.getenv().getOrDefault("PYTORCH_LIBRARY_PATH", "not set"));
  }

  private static EngineInfo info(DeviceChoice choice, Device device, boolean cuda) {
    String reason;
    if (choice.kind() != DeviceChoice.Kind.AUTO) {
      reason = "as requested";
    } else {
      reason = cuda ? "libtorch can use CUDA" : "libtorch has no CUDA or finds no CUDA device";
    }
    return new EngineInfo(
        ai.djl.engine.Engine.getDjlVersion(),
        LibUtils.getVersion(),
        Path.of(LibUtils.getLibtorchPath()),
        device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu",
        reason,
        cuda,
        JniUtils.getNumThreads(),
        JniUtils.getNumInteropThreads(),
        AllocatorSettings.current());
  }

  /** {@return what this engine runs on} */
  public EngineInfo info() {
    return info;
  }

  /**
   * Loads a network.
   *
   * @param archive a TorchScript archive
   * @return the network on the engine's device, which the caller owns
   * @throws EngineException if it cannot be loaded
   */
  public Network load(Path archive) {
    return thread.call(() -> TorchNetwork.load(thread, manager, archive, false));
  }

  /**
   * Loads a network that can be trained.
   *
   * @param archive a TorchScript archive whose methods take one list of tensors, or nothing, and
   *     give one
   * @return the network on the engine's device, which the caller owns
   * @throws EngineException if it cannot be loaded
   */
  public TrainableNetwork loadTrainable(Path archive) {
    return thread.call(() -> TorchNetwork.load(thread, manager, archive, true));
  }

  @Override
  public void close() {
    manager.close();
    thread.close();
  }
}
