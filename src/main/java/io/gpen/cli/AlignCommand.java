package io.gpen.cli;

import io.gpen.api.FaceFinder;
import io.gpen.api.ModelChoice;
import io.gpen.dataset.CropBorder;
import io.gpen.dataset.CropListener;
import io.gpen.dataset.CropRequest;
import io.gpen.dataset.CropRun;
import io.gpen.dataset.CropSettings;
import io.gpen.dataset.CropSheet;
import io.gpen.dataset.CropSummary;
import io.gpen.image.io.ContactSheet;
import io.gpen.text.Wording;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Makes a data set of aligned faces. */
@Command(
    name = "align",
    description = {
      "Cuts the faces out of a folder of photos, upright and in the place where GPEN expects them,"
          + " to train or to measure with. The crops are PNG; crops.csv in the output folder says"
          + " where each came from, and which faces were left out and why. The photos are only"
          + " read.",
      "Run the same command again to continue after an interruption or to add new photos."
    })
final class AlignCommand implements Callable<Integer> {

  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Mixin private FolderMixin folders;

  @Option(
      names = "--size",
      paramLabel = "PX",
      defaultValue = "512",
      converter = Side.class,
      description = "Side of the crops (default: ${DEFAULT-VALUE}).")
  private int size;

  @Option(
      names = "--border",
      paramLabel = "ffhq|black",
      defaultValue = "ffhq",
      description =
          "What fills a crop beyond the photo: its blurred mirror image, as in the FFHQ data set,"
              + " or black (default: ${DEFAULT-VALUE}).")
  private CropBorder border;

  @Option(
      names = "--min-source-side",
      paramLabel = "PX",
      defaultValue = "0",
      converter = Converters.Pixels.class,
      description = "Leave out crops made of a square of fewer pixels a side.")
  private double minSourceSide;

  @Option(
      names = "--min-sharpness",
      paramLabel = "0..1",
      defaultValue = "0",
      converter = Converters.Share.class,
      description =
          "Leave out crops that are less sharp: 1 / (1 + blur), with the blur in pixels of the"
              + " crop.")
  private double minSharpness;

  @Option(
      names = "--max-faces-per-photo",
      paramLabel = "N",
      converter = Converters.Count.class,
      description = "Cut out only the N best faces of a photo.")
  private Integer maxFaces;

  @Option(
      names = "--near-duplicates",
      paramLabel = "BITS|off",
      defaultValue = "4",
      converter = Bits.class,
      description =
          "Leave out crops whose perceptual hash of 64 bits differs from an earlier one in at most"
              + " BITS (default: ${DEFAULT-VALUE}).")
  private int nearDuplicate;

  @Option(
      names = "--sheet",
      paramLabel = "FILE",
      description = "Also write a picture of up to 400 crops side by side (PNG).")
  private Path sheet;

  @Option(
      names = "--overwrite",
      fallbackValue = "true",
      description = "Replace files in the output folder that no run of align wrote.")
  private boolean overwrite;

  @Mixin private DetectorMixin detector;
  @Mixin private PixelLimitMixin pixels;
  @Mixin private ZooMixin zoo;
  @Mixin private EngineMixin engine;
  @Mixin private LogOptions log;

  AlignCommand(CommandContext context) {
    this.context = context;
  }

  /** The side of a crop. */
  static final class Side implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("[0-9]{2,4}") || Integer.parseInt(text) < 32) {
        throw new TypeConversionException("must be from 32 to 9999, not '" + text + "'");
      }
      return Integer.valueOf(text);
    }
  }

  /** A number of bits; -1 for {@code off}. */
  static final class Bits implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (text.equalsIgnoreCase("off")) {
        return -1;
      }
      if (!text.matches("[0-9]{1,2}") || Integer.parseInt(text) > 32) {
        throw new TypeConversionException("must be from 0 to 32 or off, not '" + text + "'");
      }
      return Integer.valueOf(text);
    }
  }

  @Override
  public Integer call() throws IOException {
    log.apply(context.console());
    if (folders
        .output
        .toAbsolutePath()
        .normalize()
        .equals(folders.input.toAbsolutePath().normalize())) {
      throw new ParameterException(
          spec.commandLine(), "the output folder is the input; choose another folder");
    }
    ModelChoice models =
        new ModelChoice(
            zoo.zoo(), Optional.empty(), Optional.empty(), detector.name(), Optional.empty());
    SortedMap<String, Path> photos =
        NamedPhotos.of(folders.input, folders.recursive, List.of(folders.output));
    if (sheet != null) {
      refuseSheetAmong(photos.values());
    }
    CropSettings settings =
        new CropSettings(
            size,
            border,
            models.zoo().converted().digest(models.detectorFile()).hex(),
            detector.options(),
            minSourceSide,
            minSharpness,
            maxFaces == null ? Integer.MAX_VALUE : maxFaces,
            nearDuplicate);
    CropRequest request =
        new CropRequest(photos, folders.output, settings, overwrite, pixels.limit);
    AtomicBoolean stop = new AtomicBoolean();
    Interruption.Handle handle = context.interruption().onStop(() -> stop.set(true));
    CropSummary summary;
    try (FaceFinder finder = context.service().finder(models, engine.engine(), pixels.limit)) {
      summary =
          CropRun.run(
              request,
              file -> finder.find(file, detector.options()).faces(),
              new Lines(context.console().err(), log.verbose),
              stop::get);
    } finally {
      handle.close();
    }
    if (sheet != null && summary.crops() > 0) {
      // By now it may be one of the crops.
      refuseSheetAmong(photos.values());
      CropSheet.write(folders.output, sheet);
    }
    if (!log.quiet) {
      context.console().err().println(text(summary));
    }
    if (summary.stopped()) {
      return ExitCode.INTERRUPTED.number();
    }
    return (summary.failed() == 0 ? ExitCode.DONE : ExitCode.PHOTOS_FAILED).number();
  }

  /** Nor may it lie among the photos: the next run would take it for one. */
  private void refuseSheetAmong(Collection<Path> photos) throws IOException {
    OutputFiles.refuse("--sheet", sheet, photos, ContactSheet::isSheet);
    Path file = sheet.toAbsolutePath().normalize();
    Path in = folders.input.toAbsolutePath().normalize();
    boolean scanned = folders.recursive ? file.startsWith(in) : in.equals(file.getParent());
    if (scanned && !file.startsWith(folders.output.toAbsolutePath().normalize())) {
      throw new ParameterException(
          spec.commandLine(), "--sheet " + sheet + " is in the folder of the photos; name another");
    }
  }

  private record Lines(PrintWriter err, boolean verbose) implements CropListener {
    @Override
    public void done(String photo, int written, int leftOut) {
      if (verbose) {
        err.println(Wording.format("aligned %s: %d written, %d left out", photo, written, leftOut));
      }
    }

    @Override
    public void failed(String photo, String reason) {
      err.println("failed " + photo + ": " + reason);
    }
  }

  private static String text(CropSummary summary) {
    return Wording.format(
        "%s written, %d left out, %s already done, %d failed; %s in the folder%s",
        Wording.count(summary.written(), "crop"),
        summary.leftOut(),
        Wording.count(summary.skipped(), "photo"),
        summary.failed(),
        Wording.count(summary.crops(), "crop"),
        summary.stopped() ? "; interrupted, run the same command again to continue" : "");
  }
}
