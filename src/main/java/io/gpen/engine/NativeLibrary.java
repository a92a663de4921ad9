package io.gpen.engine;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.LibUtils;
import ai.djl.util.Utils;
import io.gpen.files.CacheFolder;
import io.gpen.files.UnpackedFolder;
import io.gpen.text.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads libtorch: from the program's own jars, or from the user's folder. */
final class NativeLibrary {

  private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);

  private static final String NATIVES = "/native/lib/pytorch.properties";
  private static final String JNI = "/jnilib/pytorch.properties";
  private static final String CACHE = "engine";

  /** {@code GLOG_ERROR} of c10/util/logging_is_not_google_glog.h. */
  private static final int LOG_LEVEL_ERROR = 2;

  private NativeLibrary() {}

  /**
   * {@return DJL's engine, its native library loaded}
   *
   * @throws EngineException if that is not possible
   */
  static Engine load() {
    LibtorchFolder.requireStated(System.getenv(), version());
    LibtorchFolder.ofUser().ifPresent(folder -> folder.require(version()));
    property("ai.djl.offline", "true");
    property("offline", "true");
    property("OPT_OUT_TRACKING", "true");
    // One operator after the other: the networks have no branches worth running side by side.
    property("ai.djl.pytorch.num_interop_threads", "1");
    cacheFolder();
    unpackedFolder().ifPresent(NativeLibrary::unpack);
    Engine engine = start();
    setLogLevel();
    return engine;
  }

  /**
   * Has libtorch report errors only, as its warnings (a line for each convolution that NNPACK
   * cannot compute on this processor) would fill logs and mails. Who sets {@code
   * TORCH_CPP_LOG_LEVEL} gets that level, which libtorch itself reads only when Python has loaded
   * it.
   */
  private static void setLogLevel() {
    try {
      String file = LibUtils.getLibtorchPath() + "/" + System.mapLibraryName("c10");
      var c10 = com.sun.jna.NativeLibrary.getInstance(file);
      if (System.getenv("TORCH_CPP_LOG_LEVEL") != null) {
        c10.getFunction("_ZN3c1011initLoggingEv").invokeVoid(new Object[0]);
      } else {
        c10.getGlobalVariableAddress("FLAGS_caffe2_log_level").setInt(0, LOG_LEVEL_ERROR);
      }
    } catch (LinkageError e) {
      LOG.debug("the log level of libtorch cannot be set", e);
    }
  }

  private static Engine start() {
    // DJL would also take any libtorch on the path of the JVM, whatever its version; what is on
    // that path by chance is not what the user named.
    String libraryPath = System.getProperty("java.library.path", "");
    System.setProperty("java.library.path", "");
    try {
      return Engine.getEngine("PyTorch");
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw new EngineException(
          Wording.format(
              "cannot load libtorch (%s): check that the disk of %s is not mounted noexec and that"
                  + " this platform is supported",
              rootMessage(e), Utils.getEngineCacheDir("pytorch")),
          e);
    } finally {
      System.setProperty("java.library.path", libraryPath);
    }
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  /** {@return the version of libtorch that the binding is built for, such as 2.7.1} */
  private static String version() {
    String version = properties(JNI).getProperty("jni_version", "");
    return version.substring(0, Math.max(0, version.indexOf('-')));
  }

  private static void property(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  private static void cacheFolder() {
    try {
      // A temporary folder is often mounted noexec.
      property("jna.tmpdir", CacheFolder.folder("jna").toString());
    } catch (IOException e) {
      LOG.debug("JNA unpacks its library into the temporary folder", e);
    }
    if (isSet("DJL_CACHE_DIR") && isSet("ENGINE_CACHE_DIR")) {
      return;
    }
    try {
      String folder = CacheFolder.folder(CACHE).toString();
      for (String name : new String[] {"DJL_CACHE_DIR", "ENGINE_CACHE_DIR"}) {
        if (!isSet(name)) {
          System.setProperty(name, folder);
        }
      }
    } catch (IOException e) {
      throw new EngineException("cannot unpack libtorch: " + e.getMessage(), e);
    }
  }

  private static boolean isSet(String name) {
    return Utils.getEnvOrSystemProperty(name) != null;
  }

  private static void unpack(UnpackedFolder folder) {
    try {
      folder.ensure();
    } catch (IOException e) {
      throw new EngineException("cannot unpack libtorch: " + e.getMessage(), e);
    }
  }

  /**
   * {@return what is wrong with the unpacked libraries, if anything; every byte is read}
   *
   * @throws IOException if they cannot be read
   */
  static Optional<String> defect() throws IOException {
    cacheFolder();
    Optional<UnpackedFolder> folder = unpackedFolder();
    return folder.isPresent() ? folder.get().defect() : Optional.empty();
  }

  /**
   * The folder in which DJL looks for libtorch and for its own library before it would unpack them
   * itself (LibUtils.copyNativeLibraryFromClasspath, LibUtils.findJniLibrary).
   */
  private static Optional<UnpackedFolder> unpackedFolder() {
    Properties natives = properties(NATIVES);
    String classifier = natives.getProperty("classifier", "");
    Map<String, URL> libraries = new TreeMap<>();
    String version = natives.getProperty("version", "");
    String flavor = natives.getProperty("flavor", "");
    if (LibtorchFolder.ofUser().isPresent()) {
      version = version();
      flavor = Utils.getEnvOrSystemProperty(LibtorchFolder.FLAVOR);
    } else {
      for (String name : natives.getProperty("libraries", "").split(",")) {
        add(libraries, name, "/pytorch/" + flavor + "/" + classifier + "/" + name);
      }
    }
    String name = System.mapLibraryName("djl_torch");
    String binding = properties(JNI).getProperty("jni_version", "").replaceFirst(".*-", "");
    add(libraries, binding + "-" + name, "/jnilib/" + classifier + "/" + flavor + "/" + name);
    if (libraries.isEmpty()) {
      // A platform without libraries of ours: DJL says so.
      return Optional.empty();
    }
    Path folder =
        Utils.getEngineCacheDir("pytorch").resolve(version + "-" + flavor + "-" + classifier);
    return Optional.of(new UnpackedFolder(folder, records(), libraries));
  }

  private static void add(Map<String, URL> libraries, String name, String resource) {
    URL url = NativeLibrary.class.getResource(resource);
    if (url != null) {
      libraries.put(name, url);
    }
  }

  private static Path records() {
    try {
      return CacheFolder.folder("unpacked");
    } catch (IOException e) {
      throw new EngineException("cannot unpack libtorch: " + e.getMessage(), e);
    }
  }

  private static Properties properties(String resource) {
    Properties properties = new Properties();
    try (InputStream in = NativeLibrary.class.getResourceAsStream(resource)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new EngineException(resource + " of the program's own jars cannot be read", e);
    }
    return properties;
  }
}
