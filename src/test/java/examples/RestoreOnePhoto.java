package examples;

import io.gpen.api.FaceRestorer;
import io.gpen.api.RestoredPhoto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Restores the faces of one photo: {@code RestoreOnePhoto in.jpg out.jpg}. */
public final class RestoreOnePhoto {

  private RestoreOnePhoto() {}

  /** The first argument names the photo, the second the file to write. */
  public static void main(String[] arguments) throws IOException {
    try (FaceRestorer restorer = FaceRestorer.builder().build()) {
      RestoredPhoto photo = restorer.restore(Path.of(arguments[0]));
      Files.write(Path.of(arguments[1]), photo.bytes());
      photo.faces().forEach(face -> System.out.println(face.face().box() + ": " + face.outcome()));
      photo.warnings().forEach(System.out::println);
    }
  }
}
