package io.gpen.batch;

import io.gpen.files.FileErrors;
import io.gpen.files.PathText;
import io.gpen.files.Sha256;
import io.gpen.image.PhotoFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
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
   * {@return a digest of which masks there are and when they were last written}
   *
   * @throws BatchUsageException if the folder cannot be read
   */
  public Sha256 state() {
    try (Stream<Path> files = Files.walk(folder)) {
      String text =
          files
              .filter(Files::isRegularFile)
              .map(this::state)
              .sorted()
              .collect(Collectors.joining("\n"));
      return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException | UncheckedIOException e) {
      Throwable reason = e instanceof UncheckedIOException ? e.getCause() : e;
      throw new BatchUsageException(
          "the folder of masks " + folder + " cannot be read: " + FileErrors.reason(reason));
    }
  }

  private String state(Path file) {
    try {
      return PathText.of(folder.relativize(file))
          + " "
          + Files.size(file)
          + " "
          + Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
