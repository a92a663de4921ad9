package io.gpen.cli;

import io.gpen.api.DetectedFaces;
import io.gpen.api.FaceFinder;
import io.gpen.api.ModelChoice;
import io.gpen.batch.BatchListener;
import io.gpen.batch.BatchSummary;
import io.gpen.batch.FaceRecord;
import io.gpen.batch.FaceRecord.Outcome;
import io.gpen.batch.PhotoOutcome;
import io.gpen.detect.DetectionOptions;
import io.gpen.engine.EngineOptions;
import io.gpen.face.Face;
import io.gpen.face.FaceOutcome.Rule;
import io.gpen.image.Photo;
import io.gpen.image.io.PhotoReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the commands in this process, with a service that only records what it was asked for. */
public final class CommandLineRun {

  private static final Map<Outcome, Double> SHARES =
      Map.of(Outcome.RESTORED, 1.0, Outcome.RESTORED_LIGHTLY, 0.2);

  final Map<String, String> environment = new HashMap<>(Map.of("HOME", "/nonexistent"));
  final List<PhotoOutcome> outcomes = new ArrayList<>();
  final List<Path> left = new ArrayList<>();
  final List<Face> faces = new ArrayList<>();
  Optional<BatchSummary.Stop> stop = Optional.empty();
  RuntimeException failure;

  /** What the detector throws at the first photo. */
  RuntimeException detectorFailure;

  Error error;
  int columns;
  RestoreJob job;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  PrintWriter standardOutput = new PrintWriter(out);

  int run(String... arguments) {
    Console console = new Console(standardOutput, new PrintWriter(err), columns);
    return Gpen.run(
        new CommandContext(console, environment, new Fake(), new Interruption()), arguments);
  }

  /** {@return the exit code of restore with the two options that it needs, and others} */
  int restore(String... arguments) {
    List<String> all = new ArrayList<>(List.of("restore", "-i", "in", "-o", "out"));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  static PhotoOutcome restored(String name) {
    return new PhotoOutcome.Restored(
        Path.of(name),
        Path.of("out", name),
        faces(Outcome.RESTORED, Outcome.RESTORED, Outcome.KEPT),
        1.5,
        List.of());
  }

  /** {@return faces with these outcomes} */
  public static List<FaceRecord> faces(Outcome... outcomes) {
    List<FaceRecord> faces = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      faces.add(
          new FaceRecord(
              faces.size() + 1,
              List.of(1.0, 2.0, 30.5, 40.0),
              0.98,
              outcome,
              outcome == Outcome.KEPT ? Rule.SHARP : null,
              outcome == Outcome.KEPT ? "already sharper than the model can give back" : null,
              SHARES.get(outcome),
              List.of(),
              null));
    }
    return List.copyOf(faces);
  }

  static PhotoOutcome failed(String name, boolean known) {
    return new PhotoOutcome.Failed(
        Path.of(name), "it is cut off", PhotoOutcome.Failed.Cause.FILE, known);
  }

  static PhotoOutcome skipped(String name) {
    return new PhotoOutcome.Skipped(Path.of(name), Path.of("out", name));
  }

  BatchSummary summary() {
    return new BatchSummary(outcomes, left, 0, 0, 0, stop, Duration.ofSeconds(3));
  }

  private final class Fake implements RestoreService {

    @Override
    public BatchSummary restore(RestoreJob asked, BatchListener listener, Interruption stopper) {
      job = asked;
      if (failure != null) {
        throw failure;
      }
      if (error != null) {
        throw error;
      }
      listener.scanned(outcomes.size());
      outcomes.forEach(listener::finished);
      return summary();
    }

    @Override
    public FaceFinder finder(ModelChoice models, EngineOptions engine, long maxPixels) {
      return new FaceFinder() {
        @Override
        public DetectedFaces find(byte[] file, DetectionOptions options) {
          RuntimeException thrown = detectorFailure;
          detectorFailure = null;
          if (thrown != null) {
            throw thrown;
          }
          try (Photo photo = PhotoReader.read(file, maxPixels)) {
            return new DetectedFaces(
                photo.width(),
                photo.height(),
                faces.stream().filter(face -> face.score() > options.minScore()).toList(),
                List.of());
          }
        }

        @Override
        public void close() {}
      };
    }
  }
}
