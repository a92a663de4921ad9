package io.gpen.batch;

import io.gpen.files.PathText;
import io.gpen.image.PhotoFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with a mask for each photo, at the photo's place below its input and under its name, in
 * any supported format.
 *
 * @param folder the folder
 */
public record MaskFolder(Path folder) {

  private static final List<String> EXTENSIONS =
      Arrays.stream(PhotoFormat.values()).flatMap(MaskFolder::extensions).toList();

  private static Stream<String> extensions(PhotoFormat format) {
    return format == PhotoFormat.JPEG ? Stream.of("jpg", "jpeg") : Stream.of(format.extension());
  }

  /**
   * {@return the mask of a photo; empty if there is none}
   *
   * @param relative the photo's place below its input, as {@link PathText}
   */
  public Optional<Path> find(String relative) {
    int dot = relative.lastIndexOf('.');
    String stem = dot > relative.lastIndexOf('/') ? relative.substring(0, dot) : relative;
    return Stream.concat(
            Stream.of(relative),
            EXTENSIONS.stream()
                .flatMap(e -> Stream.of(e, e.toUpperCase(Locale.ROOT)))
                .map(extension -> stem + "." + extension))
        .map(name -> PathText.resolve(folder, name))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /**
   * {@return which file a photo's mask is and when it was last written; empty if there is none}
   *
   * @param relative the photo's place below its input, as {@link PathText}
   */
  public Optional<String> state(String relative) {
    return find(relative).map(this::state);
  }

  private String state(Path mask) {
    String name = PathText.of(folder.relativize(mask));
    try {
      return name + " " + Files.size(mask) + " " + Files.getLastModifiedTime(mask).toMillis();
    } catch (IOException e) {
      // Whoever reads it finds out why.
      return name;
    }
  }
}
