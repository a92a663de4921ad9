package io.gpen.image;

import io.gpen.files.AtomicFile;
import io.gpen.files.CacheFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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
    String name = System.mapLibraryName(Core.NATIVE_LIBRARY_NAME);
    String resource = "/nu/pattern/opencv/" + platform() + "/" + name;
    try (InputStream in = OpenCv.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new UnsatisfiedLinkError("OpenCV has no native library for " + platform());
      }
      Path file = CacheFolder.folder("opencv-" + Core.VERSION).resolve(name).toAbsolutePath();
      // The size is compared so that a library that was cut off by a full disk is made again.
      long size = OpenCv.class.getResource(resource).openConnection().getContentLengthLong();
      if (!Files.exists(file) || Files.size(file) != size) {
        AtomicFile.write(file, in::transferTo);
      }
      return file;
    }
  }

  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    String folder = os.contains("win") ? "windows" : os.contains("mac") ? "osx" : "linux";
    return folder + "/" + (arm ? "ARMv8" : "x86_64");
  }
}
