package io.gpen.batch.scan;

import io.gpen.files.FileNameLimit;
import io.gpen.text.Wording;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of the pictures that show what was done to a photo: its faces before and after, and the
 * whole photo before and after side by side, or with its faces marked. They are the name of the
 * photo or its output with something behind it, so that no two photos share them and nobody takes
 * them for photos.
 */
public final class SidePictureName {

  private static final Pattern END =
      Pattern.compile(
          "(.+?)(\\.face-\\d+\\.(?:before|after)\\.png|\\.compare\\.jpg|(\\.\\d+)?\\.faces\\.png)");

  private SidePictureName() {}

  /**
   * {@return the name of a comparison}
   *
   * @param output the photo's place in the output folder
   */
  public static String comparison(String output) {
    return FileNameLimit.join(output, ".compare.jpg");
  }

  /**
   * {@return the name of a face's picture}
   *
   * @param output the photo's place in the output folder
   * @param face its number, from 1
   * @param state {@code before} or {@code after}
   */
  public static String face(String output, int face, String state) {
    return FileNameLimit.join(output, Wording.format(".face-%02d.%s.png", face, state));
  }

  /**
   * {@return the name of a photo with its faces marked}
   *
   * @param photo the photo's name
   * @param copy from 1, if photos of the same name come from several folders
   */
  public static String drawing(String photo, int copy) {
    return FileNameLimit.join(photo, (copy == 1 ? "" : "." + copy) + ".faces.png");
  }

  /**
   * {@return whether a file's name is that of such a picture}
   *
   * @param name the name without folders
   */
  public static boolean matches(String name) {
    Matcher matcher = END.matcher(name);
    return matcher.matches()
        && ImageFileFilter.isPictureExtension(ImageFileFilter.extension(matcher.group(1)));
  }
}
