package io.gpen.engine;

import io.gpen.text.Wording;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A libtorch of the user, given by {@code PYTORCH_LIBRARY_PATH}: the way to CUDA. A library of
 * another version than the binding's would crash the process, so its version is read first.
 *
 * @param folder the folder of its libraries
 */
record LibtorchFolder(Path folder) {

  private static final Logger LOG = LoggerFactory.getLogger(LibtorchFolder.class);

  private static final String VARIABLE = "PYTORCH_LIBRARY_PATH";
  private static final String VERSION = "PYTORCH_VERSION";
  static final String FLAVOR = "PYTORCH_FLAVOR";

  /** The only CUDA build that the binding's jar has a library for. */
  private static final String CUDA_FLAVOR = "cu128";

  /** Where the archive of libtorch and the Python wheel say their version. */
  private static final List<String> WITNESSES =
      List.of("build-version", "version.py", "share/cmake/Torch/TorchConfigVersion.cmake");

  private static final Pattern NUMBER = Pattern.compile("(\\d+\\.\\d+\\.\\d+)(\\+\\w+)?");

  /**
   * {@return the folder that the environment names, if it names one}
   *
   * @throws EngineException if it names one that holds no libtorch
   */
  static Optional<LibtorchFolder> ofUser() {
    String path = System.getenv(VARIABLE);
    return path == null || path.isBlank() ? Optional.empty() : Optional.of(find(path));
  }

  /**
   * Checks that the environment asks for no other version than this one; DJL would try to download
   * it.
   *
   * @throws EngineException if it does
   */
  static void requireStated(Map<String, String> environment, String needed) {
    String stated = environment.getOrDefault(VERSION, needed);
    if (!stated.equals(needed)) {
      throw new EngineException(
          Wording.format(
              "%s is %s, but this program needs libtorch %s: unset it", VERSION, stated, needed));
    }
  }

  static LibtorchFolder find(String path) {
    String library = System.mapLibraryName("torch");
    for (String entry : path.split(Pattern.quote(File.pathSeparator))) {
      Path candidate = Path.of(entry).toAbsolutePath();
      if (Files.isRegularFile(candidate) && candidate.endsWith(library)) {
        return new LibtorchFolder(candidate.getParent());
      }
      if (Files.isRegularFile(candidate.resolve(library))) {
        return new LibtorchFolder(candidate);
      }
    }
    throw new EngineException(
        Wording.format(
            "%s is %s, but there is no %s in it: name the lib folder of an unpacked libtorch, or"
                + " unset the variable",
            VARIABLE, path, library));
  }

  /**
   * Checks that this is the version that the binding needs and tells DJL what it cannot find out.
   *
   * @throws EngineException if it is another version
   */
  void require(String needed) {
    Optional<String> found = version();
    if (found.isPresent() && !found.get().equals(needed)) {
      throw new EngineException(
          Wording.format(
              "%s holds libtorch %s, but this program works with %s only: get that version or unset"
                  + " %s",
              folder, found.get(), needed, VARIABLE));
    }
    if (found.isEmpty()) {
      LOG.warn(
          "cannot determine the version of {}; if it is not {}, the program will crash",
          folder,
          needed);
    }
    if (System.getenv(FLAVOR) == null && System.getProperty(FLAVOR) == null) {
      System.setProperty(FLAVOR, hasCuda() ? CUDA_FLAVOR : "cpu");
    }
    System.setProperty(VERSION, needed);
  }

  /** {@return the version, if a file beside the libraries says it} */
  Optional<String> version() {
    Path root = folder.toAbsolutePath().getParent();
    if (root == null) {
      return Optional.empty();
    }
    for (String witness : WITNESSES) {
      try {
        Matcher number = NUMBER.matcher(Files.readString(root.resolve(witness)));
        if (number.find()) {
          return Optional.of(number.group(1));
        }
      } catch (IOException e) {
        // This kind of package has no such file; another one may be there.
      }
    }
    return Optional.empty();
  }

  boolean hasCuda() {
    return Files.exists(folder.resolve(System.mapLibraryName("torch_cuda")));
  }
}
