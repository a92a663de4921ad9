package io.gpen.evaluate;

import io.gpen.files.AtomicFile;
import io.gpen.image.PhotoException;
import io.gpen.text.HtmlTemplate;
import io.gpen.text.Wording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * A page to look at: the means, and of each group the worst, the median and the best pictures side
 * by side with what they were before and with their references. Needs no network and no script.
 */
public final class EvaluationPage {

  private static final String INDEX = "index.html";

  /** What tells a page of ours from others. */
  private static final String MARK = "<meta name=\"generator\" content=\"gpen evaluate\">";

  /** The longer side of the pictures in pixels. */
  private static final int SIDE = 384;

  private static final int JPEG_QUALITY = 88;

  /** Pictures from each end and from the middle. */
  private static final int EACH = 3;

  /** What the cases are chosen by; of the others only the first that is there. */
  private static final List<Measure> CHOSEN_BY = List.of(Measure.LPIPS_LIKE, Measure.IDENTITY);

  private static final List<Measure> ELSE_BY = List.of(Measure.SSIM, Measure.NIQE);

  private final Evaluation evaluation;
  private final Evaluator evaluator;
  private final Path folder;
  private final Map<Path, Picture> written = new HashMap<>();

  private EvaluationPage(Evaluation evaluation, Evaluator evaluator, Path folder) {
    this.evaluation = evaluation;
    this.evaluator = evaluator;
    this.folder = folder;
  }

  /**
   * Makes a folder for a page and marks it.
   *
   * @param folder the folder, made if necessary
   * @throws IOException if it has other files, or cannot be written
   */
  public static void claim(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path index = folder.resolve(INDEX);
    if (Files.exists(index)) {
      if (!Files.readString(index, StandardCharsets.ISO_8859_1).contains(MARK)) {
        throw foreign(folder);
      }
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw foreign(folder);
      }
    }
    AtomicFile.write(index, MARK.getBytes(StandardCharsets.UTF_8));
  }

  private static IOException foreign(Path folder) {
    return new IOException(
        folder + " has files and is no page of gpen evaluate; choose another folder for --page");
  }

  /**
   * Writes {@code index.html} and the pictures that it shows. Pictures of a longer page before are
   * removed.
   *
   * @param evaluation the measures
   * @param evaluator what measured them
   * @param folder a folder that is {@linkplain #claim claimed}
   * @throws IOException if it cannot be written, or a picture can no longer be read
   */
  public static void write(Evaluation evaluation, Evaluator evaluator, Path folder)
      throws IOException {
    Files.createDirectories(folder.resolve("pictures"));
    EvaluationPage made = new EvaluationPage(evaluation, evaluator, folder);
    Page page = made.page();
    AtomicFile.write(
        folder.resolve(INDEX),
        HtmlTemplate.of(EvaluationPage.class, "page")
            .render(page)
            .getBytes(StandardCharsets.UTF_8));
    int surplus = made.written.size() + 1;
    while (Files.deleteIfExists(folder.resolve(picture(surplus)))) {
      surplus++;
    }
  }

  private record Page(
      int count,
      Optional<Integer> failed,
      List<String> headings,
      List<Row> rows,
      List<Section> sections) {}

  private record Row(List<String> cells) {}

  private record Section(String title, List<Case> cases) {}

  private record Case(String place, String name, List<Picture> pictures) {}

  private record Picture(
      String role, String of, String file, int width, int height, Optional<String> values) {

    Picture as(String role, String of, Optional<String> values) {
      return new Picture(role, of, file, width, height, values);
    }
  }

  private Page page() throws IOException {
    EvaluationText text = new EvaluationText(evaluation);
    List<List<String>> summary = text.summary();
    List<Group> groups = evaluation.groups();
    List<Section> sections = new ArrayList<>();
    for (Group group : groups.isEmpty() ? List.of(evaluation.all()) : groups) {
      for (Measure measure : measures()) {
        section(group, measure).ifPresent(sections::add);
      }
    }
    return new Page(
        evaluation.measured().size(),
        Optional.of(evaluation.failed().size()).filter(count -> count > 0),
        summary.get(0),
        summary.stream().skip(1).map(Row::new).toList(),
        sections);
  }

  private List<Measure> measures() {
    List<Measure> known = evaluation.measures();
    List<Measure> chosen = CHOSEN_BY.stream().filter(known::contains).toList();
    return chosen.isEmpty() ? ELSE_BY.stream().filter(known::contains).limit(1).toList() : chosen;
  }

  private Optional<Section> section(Group group, Measure measure) throws IOException {
    boolean gains = group.pictures().stream().anyMatch(picture -> picture.before().isPresent());
    List<PairOutcome.Measured> ranked =
        group.pictures().stream()
            .filter(picture -> !Double.isNaN(rank(picture, measure)))
            .sorted(Comparator.comparingDouble(picture -> rank(picture, measure)))
            .toList();
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < ranked.size(); i++) {
      Optional<String> place = place(i, ranked.size());
      if (place.isPresent()) {
        cases.add(new Case(place.get(), ranked.get(i).name(), pictures(ranked.get(i))));
      }
    }
    String title =
        Wording.format("%s: by %s%s", group.name(), gains ? "the gain in " : "", measure.label());
    return cases.isEmpty() ? Optional.empty() : Optional.of(new Section(title, cases));
  }

  /** {@return how good a picture is: its gain, or its value if nothing is known of before} */
  private static double rank(PairOutcome.Measured picture, Measure measure) {
    double value = picture.scores().get(measure);
    return measure.gain(value, picture.before().map(scores -> scores.get(measure)).orElse(0.0));
  }

  private static Optional<String> place(int at, int count) {
    if (at < EACH) {
      return Optional.of("worst");
    }
    if (at >= count - EACH) {
      return Optional.of("best");
    }
    int fromMiddle = at - (count - EACH) / 2;
    return fromMiddle >= 0 && fromMiddle < EACH ? Optional.of("median") : Optional.empty();
  }

  private List<Picture> pictures(PairOutcome.Measured measured) throws IOException {
    List<Picture> pictures = new ArrayList<>();
    String name = measured.name();
    Pairing.Pair pair = measured.pair();
    if (pair.before().isPresent()) {
      Optional<String> values = measured.before().map(this::values);
      pictures.add(picture(pair.before().get()).as("before", name, values));
    }
    Optional<String> values = Optional.of(values(measured.scores()));
    pictures.add(picture(pair.image()).as("restored", name, values));
    if (pair.reference().isPresent()) {
      pictures.add(picture(pair.reference().get()).as("reference", name, Optional.empty()));
    }
    return pictures;
  }

  private String values(Scores scores) {
    return evaluation.measures().stream()
        .map(measure -> measure.label() + " " + measure.text(scores.get(measure)))
        .collect(Collectors.joining(", "));
  }

  private static String picture(int number) {
    return "pictures/" + number + ".jpg";
  }

  /** {@return the small copy of a file, which is written once} */
  private Picture picture(Path file) throws IOException {
    Picture known = written.get(file);
    if (known != null) {
      return known;
    }
    Mat picture;
    try {
      picture = evaluator.read(file);
    } catch (PhotoException e) {
      throw new IOException(e.getMessage(), e);
    }
    String name = picture(written.size() + 1);
    MatOfByte bytes = new MatOfByte();
    MatOfInt options = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, JPEG_QUALITY);
    try {
      double scale = Math.min(1, (double) SIDE / Math.max(picture.cols(), picture.rows()));
      Size size =
          new Size(
              Math.max(1, Math.rint(picture.cols() * scale)),
              Math.max(1, Math.rint(picture.rows() * scale)));
      Imgproc.resize(picture, picture, size, 0, 0, Imgproc.INTER_AREA);
      Imgcodecs.imencode(".jpg", picture, bytes, options);
      AtomicFile.write(folder.resolve(name), bytes.toArray());
      Picture small = new Picture("", "", name, picture.cols(), picture.rows(), Optional.empty());
      written.put(file, small);
      return small;
    } finally {
      List.of(picture, bytes, options).forEach(Mat::release);
    }
  }
}
