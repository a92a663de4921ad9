package io.gpen.cli;

import io.gpen.api.Installation;
import io.gpen.batch.BatchRequest;
import io.gpen.image.OutputOptions;
import io.gpen.image.PhotoFormat;
import io.gpen.restore.RestoreOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Which files are read, and which are written. */
final class FileMixin {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "PATH",
      required = true,
      description = "Folder with photos, or a single photo; may be repeated.")
  List<Path> inputs = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "Folder for the restored photos, created if necessary.")
  Path output;

  @Option(
      names = {"-r", "--recursive"},
      fallbackValue = "true",
      description = "Include subfolders and mirror them in the output.")
  boolean recursive;

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description = "Leave out what matches, by name or relative path; may be repeated.")
  List<String> excludes = new ArrayList<>();

  @Option(
      names = "--save-faces",
      paramLabel = "DIR",
      description = "Also write the crop of each face before and after restoration.")
  Path saveFaces;

  @Option(
      names = "--compare",
      paramLabel = "DIR",
      description = "Also write images that show before and after side by side.")
  Path compare;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Also write an HTML report, with every face before and after.")
  Path report;

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
      description = "Drop all metadata except the colour profile.")
  boolean stripMetadata;

  @Option(
      names = "--no-provenance",
      fallbackValue = "true",
      description =
          "Do not state in the XMP of restored photos that a model restored faces, and which.")
  boolean withoutProvenance;

  @Option(
      names = "--overwrite",
      fallbackValue = "true",
      description =
          "Replace files in the output folder that gpen did not write or that were"
              + " changed since.")
  boolean overwrite;

  /** {@return the request for a batch, without the digests of the models} */
  BatchRequest request(RestoreOptions options, RunMixin run) {
    return new BatchRequest(
        inputs,
        output,
        recursive,
        excludes,
        options,
        write(),
        Collections.unmodifiableSortedMap(new TreeMap<>()),
        "",
        Optional.empty(),
        Optional.ofNullable(saveFaces),
        Optional.ofNullable(compare),
        Optional.ofNullable(report),
        overwrite,
        run.dryRun,
        run.limit(),
        Optional.ofNullable(run.maxTime),
        run.photoTimeout(),
        run.retryFailed,
        run.pixels.limit,
        Installation.version("gpen"));
  }

  OutputOptions write() {
    if (format != null && format != PhotoFormat.JPEG && format != PhotoFormat.WEBP) {
      String lossless = "with --format " + format.name().toLowerCase(Locale.ROOT);
      IneffectiveOptions.refuse(spec, lossless + ", which is lossless", "--quality");
    }
    return new OutputOptions(
        Optional.ofNullable(format), quality, stripMetadata, !withoutProvenance);
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
