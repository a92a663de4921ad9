package io.gpen.report.html;

import io.gpen.batch.FaceRecord;
import io.gpen.batch.FaceRecord.Outcome;
import io.gpen.batch.manifest.ManifestLine.Ended;
import io.gpen.face.FaceBox;
import io.gpen.files.FileState;
import io.gpen.files.PrintableText;
import io.gpen.image.PhotoHeader;
import io.gpen.image.io.PhotoReader;
import io.gpen.report.pictures.PhotoPictures;
import io.gpen.report.pictures.PhotoPictures.State;
import io.gpen.text.HtmlTemplate;
import io.gpen.text.Json;
import io.gpen.text.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The page of one photo: the values of its template. */
record PhotoPage(
    String name,
    String outcome,
    String facts,
    Optional<String> reason,
    Optional<Link> previous,
    Optional<Link> next,
    Optional<Comparison> comparison,
    Optional<String> single,
    List<String> notes,
    List<FileRow> files,
    boolean hasFaces,
    String facesHeading,
    Optional<String> facesNote,
    List<FaceItem> faces) {

  /** The folder of the pages in the report. */
  static final String FOLDER = "photos";

  private static final HtmlTemplate TEMPLATE = HtmlTemplate.of(PhotoPage.class, "photo");

  /** What browsers show. */
  private static final Set<String> SHOWN = Set.of("jpg", "jpeg", "png", "webp", "bmp");

  /** A link to another page. */
  record Link(String id, String name) {
    static Link to(ReportPhoto photo) {
      return new Link(photo.id(), photo.name());
    }
  }

  /**
   * The pictures of the slider, with addresses of the whole photos where a browser can show them.
   */
  record Comparison(
      int width,
      int height,
      String before,
      String after,
      Optional<String> fullBefore,
      Optional<String> fullAfter,
      List<Box> boxes) {

    static Comparison of(
        ReportPhoto photo, String before, String after, FileRow input, Optional<FileRow> output)
        throws IOException {
      Ended done = photo.done().orElseThrow();
      int width;
      int height;
      if (done.width() == null) {
        // Noted by an earlier version: the picture has the same shape.
        Path picture = photo.pictures().orElseThrow().photo(State.BEFORE);
        PhotoHeader header = PhotoReader.header(Files.readAllBytes(picture));
        width = header.width();
        height = header.height();
      } else {
        width = done.width();
        height = done.height();
      }
      return new Comparison(
          width,
          height,
          before,
          after,
          input.shown(),
          output.flatMap(FileRow::shown),
          photo.faces().stream().map(face -> Box.of(face, width, height)).toList());
    }
  }

  /** Where a face is, in percent of the photo. */
  record Box(int number, String left, String top, String boxWidth, String boxHeight) {

    static Box of(FaceRecord face, int width, int height) {
      FaceBox box = face.bounds();
      return new Box(
          face.number(),
          percent(box.x1(), width),
          percent(box.y1(), height),
          percent(box.width(), width),
          percent(box.height(), height));
    }

    private static String percent(double part, int whole) {
      return Wording.format("%.2f", 100 * part / whole);
    }
  }

  /** A file of the photo: a link to it, or what is the matter with it. */
  record FileRow(String what, String path, Optional<String> url, String state) {

    static FileRow of(String what, Path file, Optional<FileState> expected, Path folder) {
      String path = PrintableText.of(file.toString());
      Optional<String> url = Optional.of(Links.relative(file, folder));
      if (Files.notExists(file)) {
        return new FileRow(what, path, Optional.empty(), "missing");
      }
      return isStill(file, expected)
          ? new FileRow(what, path, url, "")
          : new FileRow(what + ", changed since", path, url, "changed");
    }

    private static boolean isStill(Path file, Optional<FileState> expected) {
      try {
        return expected.isEmpty() || expected.get().stillHolds(file);
      } catch (IOException e) {
        return false;
      }
    }

    /** {@return the address, if it is the file of the run and a browser can show it} */
    Optional<String> shown() {
      String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      return url.filter(address -> state.isEmpty() && SHOWN.contains(extension));
    }
  }

  /** A face. */
  record FaceItem(
      int number,
      List<Sheet> sheets,
      int offset,
      String outcome,
      String style,
      Optional<String> reason,
      String facts,
      List<String> warnings) {}

  /** A picture with all faces of a photo, one below the other. */
  record Sheet(String address, String state) {}

  static String render(
      ReportPhoto photo, Optional<ReportPhoto> previous, Optional<ReportPhoto> next, Path folder)
      throws IOException {
    List<FileRow> files = new ArrayList<>();
    Optional<Ended> last = photo.entry().last();
    FileRow input = FileRow.of("Input", photo.input(), last.map(Ended::source), folder);
    files.add(input);
    Optional<FileRow> output =
        photo
            .done()
            .map(done -> FileRow.of("Output", photo.output(), Optional.of(done.written()), folder));
    output.ifPresent(files::add);
    Optional<String> before = picture(photo, State.BEFORE, folder);
    Optional<String> after = picture(photo, State.AFTER, folder);
    List<String> notes = new ArrayList<>(photo.warnings());
    if (photo.isRestored() && before.isEmpty()) {
      notes.add("There is no picture of the photo before, as the input is " + gone(input) + ".");
    }
    if (photo.done().isPresent() && after.isEmpty()) {
      notes.add(
          "There is no picture of the result, as the output is "
              + gone(output.orElseThrow())
              + ".");
    }
    Optional<Comparison> comparison =
        before.isPresent() && after.isPresent()
            ? Optional.of(Comparison.of(photo, before.get(), after.get(), input, output))
            : Optional.empty();
    return TEMPLATE.render(
        new PhotoPage(
            photo.name(),
            photo.outcome(),
            photo.facts(),
            Optional.of(photo.reason()).filter(reason -> !reason.isEmpty()),
            previous.map(Link::to),
            next.map(Link::to),
            comparison,
            comparison.isPresent() ? Optional.empty() : after.or(() -> before),
            notes,
            files,
            !photo.faces().isEmpty(),
            "Faces (" + photo.faces().size() + ")",
            photo.faces().size() > PhotoPictures.MAX_FACES
                ? Optional.of("The first " + PhotoPictures.MAX_FACES + " are shown.")
                : Optional.empty(),
            photo.faces().stream()
                .limit(PhotoPictures.MAX_FACES)
                .sorted(Comparator.comparingInt(PhotoPage::rank))
                .map(face -> face(photo, face, folder))
                .toList()));
  }

  /** What failed or was kept comes first, what is perhaps no face last. */
  private static int rank(FaceRecord face) {
    return face.outcome() == Outcome.BELOW_SCORE ? 1 : -face.outcome().ordinal();
  }

  private static String gone(FileRow file) {
    return file.state().isEmpty() ? "not readable" : file.state();
  }

  private static Optional<String> picture(ReportPhoto photo, State state, Path folder) {
    return photo
        .pictures()
        .map(pictures -> pictures.photo(state))
        .filter(Files::exists)
        .map(file -> Links.relative(file, folder));
  }

  private static String style(Outcome outcome) {
    return switch (outcome) {
      case RESTORED_LIGHTLY -> "lightly";
      case BELOW_SCORE -> "faint";
      case RESTORED, KEPT, FAILED -> Json.word(outcome);
    };
  }

  private static FaceItem face(ReportPhoto photo, FaceRecord face, Path folder) {
    List<Sheet> sheets = new ArrayList<>();
    for (State state : State.values()) {
      photo
          .pictures()
          .map(pictures -> pictures.faces(state))
          .filter(Files::exists)
          .ifPresent(
              file ->
                  sheets.add(
                      new Sheet(
                          Links.relative(file, folder),
                          photo.isRestored() ? Json.word(state) : "in the photo")));
    }
    FaceBox box = face.bounds();
    List<String> facts = new ArrayList<>();
    facts.add(Wording.format("score %.2f", face.score()));
    facts.add(Wording.format("%.0f × %.0f pixels", box.width(), box.height()));
    if (face.share() != null && face.share() < 1) {
      facts.add(Wording.format("%.0f %% of the restored face", 100 * face.share()));
    }
    if (face.seconds() != null) {
      facts.add(Wording.format("%.2f s", face.seconds()));
    }
    return new FaceItem(
        face.number(),
        sheets,
        PhotoPictures.FACE * photo.faces().indexOf(face),
        Json.word(face.outcome()),
        style(face.outcome()),
        Optional.ofNullable(face.reason()).map(PrintableText::of),
        String.join(", ", facts),
        face.warnings().stream().map(PrintableText::of).toList());
  }
}
