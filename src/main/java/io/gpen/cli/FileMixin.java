package io.gpen.cli;

import io.gpen.image.OutputOptions;
import io.gpen.image.PhotoFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which files are read, and which are written. */
final class FileMixin {

  @Option(
      names = {"-i", "--input"},
      paramLabel = "PATH",
      required = true,
      description = "Folder with photos, or one photo; may be given several times.")
  List<Path> inputs = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "Folder for the restored photos; made if it is not there.")
  Path output;

  @Option(
      names = {"-r", "--recursive"},
      fallbackValue = "true",
      description = "Go into the folders inside the input and mirror them.")
  boolean recursive;

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description = "Leave out what matches, by name or relative path; may be given several times.")
  List<String> excludes = new ArrayList<>();

  @Option(
      names = "--save-faces",
      paramLabel = "DIR",
      description = "Also write each face's crop before and after.")
  Path saveFaces;

  @Option(
      names = "--compare",
      paramLabel = "DIR",
      description = "Also write pictures with before and after side by side.")
  Path compare;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = Format.class,
      description = "Write jpeg, png, webp, bmp or tiff (default: the input's format).")
  PhotoFormat format;

  @Option(
      names = "--quality",
      paramLabel = "1..100",
      defaultValue = "95",
      converter = Converters.Quality.class,
      description = "Quality of JPEG and lossy WebP (default: ${DEFAULT-VALUE}).")
  int quality;

  @Option(
      names = "--strip-metadata",
      fallbackValue = "true",
      description = "Leave out all metadata but the colour profile.")
  boolean stripMetadata;

  @Option(
      names = "--overwrite",
      fallbackValue = "true",
      description =
          "Replace files in the output folder that this tool did not write, or that were changed since.")
  boolean overwrite;

  OutputOptions write() {
    return new OutputOptions(Optional.ofNullable(format), quality, stripMetadata);
  }

  /** A format by name or extension. */
  static final class Format implements ITypeConverter<PhotoFormat> {
    @Override
    public PhotoFormat convert(String text) {
      String name = text.toUpperCase(Locale.ROOT);
      for (PhotoFormat format : PhotoFormat.values()) {
        if (format.name().equals(name) || format.extension().equalsIgnoreCase(text)) {
          return format;
        }
      }
      throw new TypeConversionException("must be jpeg, png, webp, bmp or tiff, not '" + text + "'");
    }
  }
}
