package io.gpen.report.html;

import io.gpen.batch.FaceRecord;
import io.gpen.batch.FaceRecord.Outcome;
import io.gpen.batch.PhotoOutcome.Failed.Cause;
import io.gpen.batch.manifest.Manifest;
import io.gpen.batch.manifest.ManifestLine.End;
import io.gpen.batch.manifest.ManifestLine.Ended;
import io.gpen.batch.manifest.ProcessingFingerprint;
import io.gpen.face.FaceOutcome.Rule;
import io.gpen.files.FileState;
import io.gpen.files.FileSteps;
import io.gpen.files.PathText;
import io.gpen.image.OpenCv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

/** An output folder with a manifest and real pictures: dark ones before, light ones after. */
final class ReportSample {

  static final Scalar DARK = new Scalar(40, 40, 40);
  static final Scalar LIGHT = new Scalar(200, 200, 200);

  private static final ProcessingFingerprint SETTINGS =
      new ProcessingFingerprint(
          3, new TreeMap<>(Map.of("score", "0.9")), new TreeMap<>(Map.of("generator", "abc")));

  final Path in;
  final Path out;
  final Path report;

  ReportSample(Path root) throws IOException {
    OpenCv.load();
    in = Files.createDirectories(root.resolve("in"));
    out = Files.createDirectories(root.resolve("out"));
    report = root.resolve("report");
  }

  /** Notes a photo that was restored. */
  void restored(String name, Outcome... faces) throws IOException {
    Path input = picture(in.resolve(name), DARK);
    Path output = picture(out.resolve(name), LIGHT);
    append(name, End.RESTORED, null, "", FileState.of(input), FileState.of(output), records(faces));
  }

  /** Notes a photo that was copied. */
  void copied(String name, String reason, Outcome... faces) throws IOException {
    Path input = picture(in.resolve(name), LIGHT);
    Path output = picture(out.resolve(name), LIGHT);
    append(
        name, End.COPIED, null, reason, FileState.of(input), FileState.of(output), records(faces));
  }

  /** Notes a photo that was enlarged and has no face. */
  void enlarged(String name) throws IOException {
    Path input = picture(in.resolve(name), DARK);
    Path output = picture(out.resolve(name), LIGHT);
    append(
        name,
        End.ENLARGED,
        null,
        "no face found",
        FileState.of(input),
        FileState.of(output),
        List.of());
  }

  /** Notes a photo that failed. */
  void failed(String name, String reason) throws IOException {
    append(name, End.FAILED, Cause.FILE, reason, null, null, null);
  }

  /** Writes the report. */
  Path write() throws IOException {
    return HtmlReport.write(out, report);
  }

  /** {@return the page of a photo} */
  Path page(String name) {
    return report.resolve("photos/" + io.gpen.report.pictures.PhotoPictures.id(name) + ".html");
  }

  static Path picture(Path file, Scalar colour) throws IOException {
    Mat pixels = new Mat(120, 200, CvType.CV_8UC3, colour);
    MatOfByte bytes = new MatOfByte();
    String name = file.getFileName().toString();
    Imgcodecs.imencode(name.substring(name.lastIndexOf('.')), pixels, bytes);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes.toArray());
  }

  private static List<FaceRecord> records(Outcome... outcomes) {
    List<FaceRecord> faces = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      int number = faces.size() + 1;
      boolean kept = outcome == Outcome.KEPT;
      faces.add(
          new FaceRecord(
              number,
              List.of(10.0 * number, 20.0, 10.0 * number + 30, 60.0),
              0.95,
              outcome,
              kept ? Rule.SHARP : null,
              kept ? "already sharper than <the model> can give back" : null,
              outcome == Outcome.RESTORED_LIGHTLY ? (Double) 0.2 : null,
              List.of(),
              null));
    }
    return faces;
  }

  private void append(
      String name,
      End end,
      Cause cause,
      String reason,
      FileState source,
      FileState written,
      List<FaceRecord> faces) {
    try (Manifest manifest = Manifest.open(out, FileSteps.NONE)) {
      manifest.append(
          new Ended(
              name,
              PathText.of(in.resolve(name)),
              end,
              cause,
              reason,
              faces == null ? 0 : (int) faces.stream().filter(FaceRecord::isRestored).count(),
              faces == null ? 0 : FaceRecord.count(faces, Outcome.KEPT),
              1.5,
              source,
              written,
              SETTINGS,
              null,
              "0.3.0",
              1_000_000,
              Instant.parse("2026-01-02T03:04:05Z"),
              List.of(),
              200,
              120,
              faces,
              List.of()));
    }
  }
}
