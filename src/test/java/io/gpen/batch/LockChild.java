package io.gpen.batch;

import io.gpen.files.FileSteps;
import java.io.IOException;
import java.nio.file.Path;

/** Another process that wants the lock of a folder. */
final class LockChild {

  static final int REFUSED = 3;

  private LockChild() {}

  public static void main(String[] arguments) throws Exception {
    try (Manifest manifest = Manifest.open(Path.of(arguments[0]), FileSteps.NONE)) {
      manifest.read(new Ledger(-1));
      System.out.println("locked");
      if (arguments[1].equals("hold")) {
        System.in.read();
      }
    } catch (CannotGoOnException e) {
      System.exit(REFUSED);
    }
  }

  static int run(Path folder) throws Exception {
    return start(folder, "try").waitFor();
  }

  static Process start(Path folder, String what) throws IOException {
    return Java.start(LockChild.class, folder.toString(), what);
  }
}
