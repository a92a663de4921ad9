package io.gpen.batch.run;

import io.gpen.batch.BatchAbortedException;
import io.gpen.batch.manifest.Manifest;
import io.gpen.batch.manifest.ManifestIndex;
import io.gpen.files.FileSteps;
import java.io.IOException;
import java.nio.file.Path;

/** Another process that wants the lock of a folder. */
public final class LockChild {

  public static final int REFUSED = 3;

  private LockChild() {}

  public static void main(String[] arguments) throws Exception {
    try (Manifest manifest = Manifest.open(Path.of(arguments[0]), FileSteps.NONE)) {
      manifest.read(new ManifestIndex(-1));
      System.out.println("locked");
      if (arguments[1].equals("hold")) {
        System.in.read();
      }
    } catch (BatchAbortedException e) {
      System.exit(REFUSED);
    }
  }

  public static int run(Path folder) throws Exception {
    return start(folder, "try").waitFor();
  }

  public static Process start(Path folder, String what) throws IOException {
    return Java.start(LockChild.class, folder.toString(), what);
  }
}
