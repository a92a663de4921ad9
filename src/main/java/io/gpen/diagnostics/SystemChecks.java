package io.gpen.diagnostics;

import com.sun.management.OperatingSystemMXBean;
import io.gpen.engine.AllocatorSettings;
import io.gpen.engine.Engine;
import io.gpen.engine.EngineException;
import io.gpen.engine.EngineInfo;
import io.gpen.engine.EngineOptions;
import io.gpen.files.CacheFolder;
import io.gpen.image.OpenCv;
import io.gpen.text.Wording;
import io.gpen.zoo.CatalogEntry;
import io.gpen.zoo.ModelException;
import io.gpen.zoo.ModelVerifier;
import io.gpen.zoo.ModelZoo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks everything that restoring photos needs, which {@code gpen doctor} reports. */
public final class SystemChecks {

  private static final long GIGABYTE = 1L << 30;
  private static final long ENOUGH_MEMORY = 3 * GIGABYTE;
  private static final long ENOUGH_DISK = 2 * GIGABYTE;

  private final Supplier<ModelZoo> zoo;
  private final EngineOptions engine;

  /**
   * Prepares the checks.
   *
   * @param zoo gives the models; what it throws is the result of their check
   * @param engine what libtorch is checked with
   */
  public SystemChecks(Supplier<ModelZoo> zoo, EngineOptions engine) {
    this.zoo = zoo;
    this.engine = engine;
  }

  /** {@return the results of all checks, in the order of a report; what fails throws nothing} */
  public List<CheckResult> run() {
    List<CheckResult> checks = new ArrayList<>();
    checks.add(
        CheckResult.ok(
            "Java",
            Wording.format(
                "%s (%s) in %s, heap of at most %d MB",
                System.getProperty("java.version"),
                System.getProperty("java.vendor"),
                System.getProperty("java.home"),
                Runtime.getRuntime().maxMemory() >> 20)));
    checks.add(locale());
    checks.add(cache());
    checks.add(openCv());
    checks.addAll(libtorch());
    checks.add(cachedFiles());
    checks.add(allocator());
    checks.add(memory());
    checks.addAll(models());
    return checks;
  }

  private static CheckResult locale() {
    String encoding = System.getProperty("sun.jnu.encoding", "");
    return encoding.equalsIgnoreCase("UTF-8")
        ? CheckResult.ok("file names", "UTF-8")
        : CheckResult.warning(
            "file names",
            Wording.format(
                "file names outside ASCII cannot be read in %s: set LC_ALL to a UTF-8"
                    + " locale such as C.UTF-8",
                encoding));
  }

  private static CheckResult cache() {
    try {
      Path folder = CacheFolder.folder("models").getParent();
      long free = Files.getFileStore(folder).getUsableSpace();
      String found = Wording.format("%s, %.1f GB free", folder, (double) free / GIGABYTE);
      return free < ENOUGH_DISK
          ? CheckResult.warning("cache", found + ": set GPEN_CACHE to a folder with more room")
          : CheckResult.ok("cache", found);
    } catch (IOException e) {
      return CheckResult.failed("cache", e.getMessage());
    }
  }

  private static CheckResult openCv() {
    try {
      OpenCv.load();
      return CheckResult.ok("OpenCV", OpenCv.version());
    } catch (LinkageError | UncheckedIOException e) {
      return CheckResult.failed(
          "OpenCV",
          Wording.format(
              "%s: this platform may have no library in lib/opencv-*.jar, or the cache forbids"
                  + " execution; set GPEN_CACHE to another folder",
              e.getMessage()));
    }
  }

  private List<CheckResult> libtorch() {
    try (Engine started = Engine.start(engine)) {
      EngineInfo info = started.info();
      return List.of(
          CheckResult.ok(
              "libtorch",
              Wording.format(
                  "%s in %s, with DJL %s",
                  info.libtorchVersion(), info.libraryFolder(), info.djlVersion())),
          CheckResult.ok(
              "device",
              Wording.format(
                  "%s: %s; %d threads", info.device(), info.deviceReason(), info.threads())));
    } catch (EngineException | LinkageError e) {
      return List.of(CheckResult.failed("libtorch", e.getMessage()));
    }
  }

  /** Reads all of them, which the other commands do only when a file seems to have changed. */
  private CheckResult cachedFiles() {
    try {
      Optional<String> defect = Engine.libraryDefect().or(SystemChecks::openCvDefect);
      if (defect.isPresent()) {
        return CheckResult.failed(
            "cached files",
            "unpacked libraries are damaged (" + defect.get() + "): check the disk");
      }
      List<Path> damaged = zoo.get().converted().damaged();
      return damaged.isEmpty()
          ? CheckResult.ok("cached files", "libraries and converted models are intact")
          : CheckResult.warning(
              "cached files", damaged + " were damaged and will be converted again");
    } catch (IOException | UncheckedIOException | EngineException | ModelException e) {
      return CheckResult.failed("cached files", e.getMessage());
    }
  }

  private static Optional<String> openCvDefect() {
    try {
      return OpenCv.libraryDefect();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CheckResult allocator() {
    AllocatorSettings settings = AllocatorSettings.current();
    return settings
        .hint()
        .map(hint -> CheckResult.warning("allocator", hint))
        .orElseGet(
            () ->
                CheckResult.ok(
                    "allocator",
                    settings.applies() ? settings.values().toString() : "nothing to set here"));
  }

  private static CheckResult memory() {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
      return CheckResult.ok("memory", "unknown on this JVM");
    }
    long total = system.getTotalMemorySize();
    String found =
        Wording.format(
            "%.1f GB, %.1f GB free; %d processors",
            (double) total / GIGABYTE,
            (double) system.getFreeMemorySize() / GIGABYTE,
            Runtime.getRuntime().availableProcessors());
    return total < ENOUGH_MEMORY
        ? CheckResult.warning("memory", found + ": large photos and models of 512 pixels need 3 GB")
        : CheckResult.ok("memory", found);
  }

  private List<CheckResult> models() {
    List<CheckResult> checks = new ArrayList<>();
    try {
      ModelZoo models = zoo.get();
      ModelVerifier verifier = new ModelVerifier(models);
      for (CatalogEntry entry : models.catalog().entries()) {
        if (models.isExpected(entry)) {
          ModelVerifier.Verdict verdict = verifier.verify(entry.name());
          checks.add(
              new CheckResult(
                  "model " + entry.name(),
                  verdict.ok() ? CheckResult.State.OK : CheckResult.State.MODEL,
                  verdict.message()));
        }
      }
    } catch (ModelException e) {
      checks.add(new CheckResult("models", CheckResult.State.MODEL, e.getMessage()));
    }
    return checks;
  }
}
