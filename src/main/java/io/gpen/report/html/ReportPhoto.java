package io.gpen.report.html;

import io.gpen.batch.FaceRecord;
import io.gpen.batch.FaceRecord.Outcome;
import io.gpen.batch.manifest.ManifestIndex.Entry;
import io.gpen.batch.manifest.ManifestLine.End;
import io.gpen.batch.manifest.ManifestLine.Ended;
import io.gpen.batch.manifest.OrphanedOutputs;
import io.gpen.files.PathText;
import io.gpen.files.PrintableText;
import io.gpen.report.pictures.PhotoPictures;
import io.gpen.text.Wording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One photo of a report.
 *
 * @param entry what the manifest knows about its output
 * @param input its input
 * @param output its output
 * @param faces its faces; none if the manifest is of a version that did not record them
 * @param pictures its pictures, if it was done
 */
record ReportPhoto(
    Entry entry,
    Path input,
    Path output,
    List<FaceRecord> faces,
    Optional<PhotoPictures> pictures) {

  /** Whatever needs a look comes first. */
  static final Comparator<ReportPhoto> PROBLEMS_FIRST =
      Comparator.comparingInt(ReportPhoto::rank).thenComparing(photo -> photo.entry().output());

  private static final String UNFINISHED = "the run ended before the photo was finished";

  static ReportPhoto of(Entry entry, Path outputFolder, Path report) {
    Path input = OrphanedOutputs.input(entry).orElseThrow();
    Path output = PathText.resolve(outputFolder, entry.output());
    Optional<Ended> done = entry.last().filter(Ended::isDone);
    List<FaceRecord> faces =
        done.map(Ended::faces).orElse(List.of()).stream().filter(FaceRecord::isWhole).toList();
    return new ReportPhoto(
        entry,
        input,
        output,
        faces,
        done.map(
            ended ->
                PhotoPictures.of(
                    report,
                    entry.output(),
                    ended.source().sha256(),
                    ended.written().sha256(),
                    faces)));
  }

  /** {@return how it was done, if it was} */
  Optional<Ended> done() {
    return entry.last().filter(Ended::isDone);
  }

  String id() {
    return PhotoPictures.id(entry.output());
  }

  /** {@return its place in the output folder, fit to be shown} */
  String name() {
    return PrintableText.of(entry.output());
  }

  /**
   * {@return {@code restored}, {@code enlarged}, {@code copied}, {@code unsupported} or {@code
   * failed}}
   */
  String outcome() {
    End end = entry.last().map(Ended::outcome).orElse(End.FAILED);
    return switch (end) {
      case RESTORED -> "restored";
      case ENLARGED -> "enlarged";
      case COPIED -> "copied";
      case UNSUPPORTED -> "unsupported";
      case FAILED, GIVEN_UP -> "failed";
    };
  }

  /** {@return whether its pixels were changed} */
  boolean isRestored() {
    End end = entry.last().map(Ended::outcome).orElse(End.FAILED);
    return end == End.RESTORED || end == End.ENLARGED;
  }

  /** {@return why it failed or was copied, or an empty text} */
  String reason() {
    return PrintableText.of(entry.last().map(Ended::reason).orElse(UNFINISHED));
  }

  int restored() {
    return done().map(Ended::restored).orElse(0);
  }

  int kept() {
    return done().map(Ended::kept).orElse(0);
  }

  int count(Outcome outcome) {
    return FaceRecord.count(faces, outcome);
  }

  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    done().map(Ended::warnings).ifPresent(warnings::addAll);
    for (FaceRecord face : faces) {
      face.warnings().forEach(warning -> warnings.add("Face " + face.number() + ": " + warning));
    }
    return warnings.stream().map(PrintableText::of).toList();
  }

  double seconds() {
    return entry.last().map(Ended::seconds).orElse(0.0);
  }

  long pixels() {
    return done()
        .filter(ended -> ended.width() != null)
        .map(ended -> (long) ended.width() * ended.height())
        .orElse(0L);
  }

  /** {@return faces, size and time in words} */
  String facts() {
    if (done().isEmpty()) {
      return "";
    }
    List<String> facts = new ArrayList<>();
    add(facts, restored(), Wording.count(restored(), "face") + " restored");
    int lightly = count(Outcome.RESTORED_LIGHTLY);
    add(facts, lightly, lightly + " of them lightly");
    add(facts, kept(), Wording.count(kept(), "face") + " kept");
    int failed = count(Outcome.FAILED);
    add(facts, failed, Wording.count(failed, "face") + " failed");
    if (facts.isEmpty()) {
      facts.add(reason().isEmpty() ? "no face found" : reason());
    }
    int weaker = count(Outcome.BELOW_SCORE);
    add(facts, weaker, Wording.count(weaker, "likely face") + " at a lower score");
    Ended ended = done().orElseThrow();
    if (ended.width() != null) {
      facts.add(ended.width() + " × " + ended.height() + " pixels");
    }
    facts.add(Wording.format("%.1f s", ended.seconds()));
    return String.join(", ", facts);
  }

  private static void add(List<String> facts, int count, String text) {
    if (count > 0) {
      facts.add(text);
    }
  }

  private int rank() {
    return switch (outcome()) {
      case "failed" -> 0;
      case "unsupported" -> 1;
      default -> {
        if (kept() + count(Outcome.FAILED) > 0) {
          yield 2;
        }
        int look = count(Outcome.RESTORED_LIGHTLY) + count(Outcome.BELOW_SCORE) + warnings().size();
        if (look > 0) {
          yield 3;
        }
        yield isRestored() ? 4 : 5;
      }
    };
  }
}
