package io.gpen.cli;

import com.google.gson.JsonObject;
import io.gpen.api.FaceFinder;
import io.gpen.api.ModelChoice;
import io.gpen.batch.scan.PhotoList;
import io.gpen.files.PrintableText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the faces of photos. */
@Command(
    name = "detect",
    description =
        "Finds the faces in photos and writes one line of JSON for each photo to"
            + " standard output: file, width, height and faces, each with number, box (x1 y1"
            + " x2 y2), score and five landmarks, in pixels of the upright photo; or file"
            + " and error.")
final class DetectCommand implements Callable<Integer> {

  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PATH", arity = "0..*", description = "Photos, or folders with photos.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = {"-i", "--input"},
      paramLabel = "PATH",
      description = "The same, as an option.")
  private List<Path> inputs = new ArrayList<>();

  @Option(
      names = {"-r", "--recursive"},
      fallbackValue = "true",
      description = "Include subfolders.")
  private boolean recursive;

  @Option(
      names = "--draw",
      paramLabel = "DIR",
      description = "Also write a PNG copy of each photo with its faces marked and numbered.")
  private Path draw;

  @Mixin private DetectorMixin detector;

  @Mixin private PixelLimitMixin pixels;

  @Mixin private ZooMixin zoo;
  @Mixin private EngineMixin engine;
  @Mixin private LogOptions log;

  DetectCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    log.apply(context.console());
    List<Path> given = new ArrayList<>(paths);
    given.addAll(inputs);
    if (given.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "missing photos: name files or folders");
    }
    if (draw != null) {
      refuseDrawingsAmong(given);
    }
    List<Path> photos = PhotoList.of(given, recursive, draw == null ? List.of() : List.of(draw));
    ModelChoice models =
        new ModelChoice(
            zoo.zoo(), Optional.empty(), Optional.empty(), detector.name(), Optional.empty());
    Optional<FaceDrawings> drawings = Optional.ofNullable(draw).map(FaceDrawings::new);
    boolean allWell = true;
    try (FaceFinder finder = context.service().finder(models, engine.engine(), pixels.limit)) {
      FaceListing listing = new FaceListing(finder, detector.options(), drawings);
      for (Path photo : photos) {
        JsonObject line = listing.of(photo);
        context.console().out().println(line);
        if (line.has(FaceListing.ERROR)) {
          allWell = false;
          String reason = line.get(FaceListing.ERROR).getAsString();
          context.console().err().println(PrintableText.of("failed " + photo + ": " + reason));
        }
      }
    }
    return (allWell ? ExitCode.DONE : ExitCode.PHOTOS_FAILED).number();
  }

  /** The next run would take the drawings for photos. */
  private void refuseDrawingsAmong(List<Path> given) throws IOException {
    for (Path path : given) {
      Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
      if (Files.exists(draw) && Files.exists(folder) && Files.isSameFile(draw, folder)) {
        throw new ParameterException(
            spec.commandLine(),
            "--draw " + draw + " is the folder of the photos; name another one");
      }
    }
  }
}
