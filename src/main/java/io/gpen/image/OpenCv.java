package io.gpen.image;

import io.gpen.files.CacheFolder;
import io.gpen.files.UnpackedFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.opencv.core.Core;

/**
 * Loads OpenCV's native library. The library's own loader unpacks 65 MB at each start; this one
 * unpacks once into the cache folder.
 */
public final class OpenCv {

  private static boolean loaded;

  private OpenCv() {}

  /**
   * Loads the library if this process has not done so yet.
   *
   * @throws UnsatisfiedLinkError if there is none for this platform or it cannot be loaded
   * @throws UncheckedIOException if it cannot be unpacked
   */
  public static synchronized void load() {
    if (loaded) {
      return;
    }
    try {
      System.load(unpacked().toString());
    } catch (IOException e) {
      throw new UncheckedIOException("OpenCV's native library could not be unpacked", e);
    }
    loaded = true;
  }

  /** {@return the version of OpenCV, without loading anything native} */
  public static String version() {
    return Core.VERSION;
  }

  private static Path unpacked() throws IOException {
    unpackedFolder().ensure();
    return folder().resolve(System.mapLibraryName(Core.NATIVE_LIBRARY_NAME)).toAbsolutePath();
  }

  /**
   * {@return what is wrong with the unpacked library, if anything; every byte is read}
   *
   * @throws IOException if it cannot be read
   */
  public static Optional<String> libraryDefect() throws IOException {
    return unpackedFolder().defect();
  }

  private static UnpackedFolder unpackedFolder() throws IOException {
    String name = System.mapLibraryName(Core.NATIVE_LIBRARY_NAME);
    URL resource = OpenCv.class.getResource("/nu/pattern/opencv/" + platform() + "/" + name);
    if (resource == null) {
      throw new UnsatisfiedLinkError("OpenCV has no native library for " + platform());
    }
    return new UnpackedFolder(folder(), CacheFolder.folder("unpacked"), Map.of(name, resource));
  }

  private static Path folder() throws IOException {
    return CacheFolder.folder("unpacked").resolveSibling("opencv-" + Core.VERSION);
  }

  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    String folder = os.contains("win") ? "windows" : os.contains("mac") ? "osx" : "linux";
    return folder + "/" + (arm ? "ARMv8" : "x86_64");
  }
}
