package io.gpen.dataset;

import io.gpen.align.FaceAligner;
import io.gpen.face.Face;
import io.gpen.face.SimilarityTransform;
import io.gpen.files.AtomicFile;
import io.gpen.files.FileErrors;
import io.gpen.files.PathText;
import io.gpen.files.Sha256;
import io.gpen.files.TemporaryFiles;
import io.gpen.finish.EdgeBlur;
import io.gpen.image.OpenCv;
import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoFormat;
import io.gpen.image.io.PhotoReader;
import io.gpen.image.io.PhotoWriter;
import io.gpen.text.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.opencv.core.CvException;
import org.opencv.core.Mat;

/**
 * Makes the crops of a request. Photos are read side by side and settled in the order of their
 * names, so that which of two alike crops stays does not depend on timing. A photo whose rows are
 * in the table with the same bytes and settings is skipped; that is also how a run goes on after it
 * was stopped.
 */
public final class CropRun {

  private static final OutputOptions ONLY_PROFILE =
      new OutputOptions(Optional.empty(), OutputOptions.DEFAULTS.quality(), true, false);

  private final CropRequest request;
  private final FaceSource faces;
  private final FaceAligner aligner;
  private final CropTable table;
  private final Set<String> ours = new HashSet<>();
  private final Map<String, Long> hashes = new LinkedHashMap<>();
  private Map<String, List<CropRow>> done = Map.of();
  private int written;
  private int leftOut;

  private CropRun(CropRequest request, FaceSource faces) {
    this.request = request;
    this.faces = faces;
    this.aligner = new FaceAligner(request.settings().size());
    this.table = new CropTable(request.output());
  }

  /**
   * Makes the crops.
   *
   * @param request which crops
   * @param faces finds the faces
   * @param listener is told of each photo
   * @param stop asked before each photo; the others are left if it returns true
   * @return what was done
   * @throws IOException if the output folder cannot be written, or holds another table
   */
  public static CropSummary run(
      CropRequest request, FaceSource faces, CropListener listener, BooleanSupplier stop)
      throws IOException {
    OpenCv.load();
    return new CropRun(request, faces).all(listener, stop);
  }

  /** The crops of one photo before it is known which of them are alike. */
  private record Cut(CropRow row, byte[] png) {}

  private CropSummary all(CropListener listener, BooleanSupplier stop) throws IOException {
    done = earlier();
    TemporaryFiles.sweep(request.output(), TemporaryFiles::isOrphan, inner -> false);
    int failed = 0;
    int skipped = 0;
    boolean stopped = false;
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    Deque<Map.Entry<String, Future<List<Cut>>>> waiting = new ArrayDeque<>();
    Set<String> stems = ambiguousStems();
    try {
      var photos = request.photos().entrySet().iterator();
      while (true) {
        stopped = stop.getAsBoolean();
        while (!stopped && photos.hasNext() && waiting.size() < 2 * threads) {
          var photo = photos.next();
          List<CropRow> before = done.getOrDefault(photo.getKey(), List.of());
          waiting.add(
              Map.entry(
                  photo.getKey(),
                  pool.submit(() -> cut(photo.getKey(), photo.getValue(), before, stems))));
        }
        if (waiting.isEmpty()) {
          break;
        }
        var next = waiting.remove();
        try {
          List<Cut> cuts = next.getValue().get();
          if (cuts == null) {
            skipped++;
          } else {
            settle(next.getKey(), cuts, listener);
          }
        } catch (ExecutionException e) {
          if (!isOfPhoto(e.getCause())) {
            if (e.getCause() instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) e.getCause();
          }
          failed++;
          listener.failed(next.getKey(), reason(e.getCause()));
        } catch (TargetTakenException e) {
          failed++;
          listener.failed(next.getKey(), e.getMessage());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("the run was interrupted", e);
        }
      }
    } finally {
      pool.shutdownNow();
    }
    int crops = (int) table.read().stream().filter(CropRow::isWritten).count();
    return new CropSummary(written, leftOut, failed, skipped, crops, stopped);
  }

  /**
   * {@return the rows that still hold, by photo} Crops that are to be made anew are removed, so
   * that no file stays that the table does not know. What photos outside this run gave stays.
   */
  private Map<String, List<CropRow>> earlier() throws IOException {
    Map<String, List<CropRow>> rows =
        table.read().stream()
            .peek(row -> ours.add(row.crop()))
            .filter(row -> isWanted(row) || !isGone(row))
            .collect(
                Collectors.groupingBy(CropRow::photo, LinkedHashMap::new, Collectors.toList()));
    for (var photos = rows.values().iterator(); photos.hasNext(); ) {
      List<CropRow> photo = photos.next();
      if (!photo.stream().allMatch(this::holds)) {
        removeCrops(photo, List.of());
        photos.remove();
      }
    }
    table.write(rows.values().stream().flatMap(List::stream).toList());
    rows.values().stream()
        .flatMap(List::stream)
        .filter(CropRow::isWritten)
        .forEach(row -> hashes.put(row.crop(), Long.parseUnsignedLong(row.hash(), 16)));
    return rows;
  }

  private boolean isWanted(CropRow row) {
    return request.photos().containsKey(row.photo());
  }

  private boolean holds(CropRow row) {
    return !isWanted(row)
        || row.settings().equals(request.settings().fingerprint()) && !isGone(row);
  }

  private void removeCrops(List<CropRow> rows, List<CropRow> instead) throws IOException {
    Set<String> current = instead.stream().map(CropRow::crop).collect(Collectors.toSet());
    for (CropRow row : rows) {
      if (row.isWritten() && !current.contains(row.crop())) {
        Files.deleteIfExists(PathText.resolve(request.output(), row.crop()));
      }
    }
  }

  private boolean isGone(CropRow row) {
    return row.isWritten() && !Files.exists(PathText.resolve(request.output(), row.crop()));
  }

  private static boolean isOfPhoto(Throwable thrown) {
    return thrown instanceof IOException
        || thrown instanceof PhotoException
        || thrown instanceof CvException
        || thrown instanceof OutOfMemoryError;
  }

  private static String reason(Throwable thrown) {
    return thrown instanceof IOException e ? FileErrors.reason(e) : thrown.getMessage();
  }

  /** {@return the crops of a photo, or null if its rows hold already} */
  private List<Cut> cut(String name, Path file, List<CropRow> before, Set<String> stems)
      throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String sha256 = Sha256.of(bytes).hex();
    if (!before.isEmpty() && before.get(0).photoSha256().equals(sha256)) {
      return null;
    }
    List<Cut> cuts = new ArrayList<>();
    try (Photo photo = PhotoReader.read(bytes, request.maxPixels())) {
      List<Face> found = faces.find(bytes);
      Mat view = photo.toBgr8();
      try {
        for (Face face : found) {
          cuts.add(cut(photo, view, face, new Origin(name, stem(name, stems), sha256), cuts));
        }
      } finally {
        view.release();
      }
    }
    if (cuts.isEmpty()) {
      cuts.add(new Cut(empty(name, sha256), null));
    }
    return cuts;
  }

  /** Where crops come from. */
  private record Origin(String photo, String stem, String sha256) {}

  private CropRow empty(String name, String sha256) {
    List<Double> none = List.of(0.0, 0.0, 0.0, 0.0);
    String settings = request.settings().fingerprint();
    return new CropRow("", name, "no face found", 0, 0, 0, 0, none, "", sha256, settings);
  }

  private Cut cut(Photo photo, Mat view, Face face, Origin origin, List<Cut> before) {
    CropSettings settings = request.settings();
    CropRow row = empty(origin.photo(), origin.sha256());
    Optional<SimilarityTransform> transform = aligner.toCrop(face);
    if (transform.isEmpty()) {
      return new Cut(row.leftOut("its eyes, nose and mouth were not told apart"), null);
    }
    SimilarityTransform toCrop = transform.get();
    Mat crop = settings.border().crop(view, toCrop, settings.size());
    try {
      row =
          new CropRow(
              Wording.format("%s-%d.png", origin.stem(), before.size() + 1),
              origin.photo(),
              CropRow.WRITTEN,
              face.score(),
              settings.size() / toCrop.scale(),
              1 / (1 + EdgeBlur.of(crop, toCrop, view.cols(), view.rows())),
              CropBorder.realShare(view, toCrop, settings.size()),
              List.of(toCrop.a(), toCrop.b(), toCrop.tx(), toCrop.ty()),
              Wording.format("%016x", PerceptualHash.of(crop)),
              origin.sha256(),
              settings.fingerprint());
      Optional<String> objection = objection(row, before);
      return objection.isPresent()
          ? new Cut(row.leftOut(objection.get()), null)
          : new Cut(row, png(photo, crop));
    } finally {
      crop.release();
    }
  }

  private Optional<String> objection(CropRow row, List<Cut> before) {
    CropSettings settings = request.settings();
    if (row.sourceSide() < settings.minSourceSide()) {
      return Optional.of("too small in the photo");
    } else if (row.sharpness() < settings.minSharpness()) {
      return Optional.of("not sharp enough");
    }
    long made = before.stream().filter(cut -> cut.row().isWritten()).count();
    return made >= settings.maxFaces()
        ? Optional.of("more faces than wanted of one photo")
        : Optional.empty();
  }

  private static byte[] png(Photo source, Mat crop) {
    try (Photo copy =
        new Photo(
            crop.clone(),
            Optional.empty(),
            PhotoFormat.PNG,
            true,
            source.isGrey() ? source.metadata().withoutIcc() : source.metadata(),
            List.of())) {
      return PhotoWriter.encode(copy, ONLY_PROFILE).bytes();
    }
  }

  /** The files first: a row without its crop would be taken for done. */
  private void settle(String photo, List<Cut> cuts, CropListener listener) throws IOException {
    List<CropRow> rows = new ArrayList<>();
    List<CropRow> before = done.getOrDefault(photo, List.of());
    before.forEach(row -> hashes.remove(row.crop()));
    for (Cut cut : cuts) {
      CropRow row = cut.row();
      if (row.isWritten()) {
        Optional<String> twin = twin(Long.parseUnsignedLong(row.hash(), 16));
        if (twin.isPresent()) {
          row = row.leftOut("looks like " + twin.get());
        } else {
          write(row.crop(), cut.png());
          hashes.put(row.crop(), Long.parseUnsignedLong(row.hash(), 16));
        }
      }
      rows.add(row);
    }
    if (!before.isEmpty()) {
      removeCrops(before, rows);
      table.write(table.read().stream().filter(row -> !row.photo().equals(photo)).toList());
    }
    table.append(rows);
    int made = (int) rows.stream().filter(CropRow::isWritten).count();
    written += made;
    leftOut += rows.size() - made;
    listener.done(photo, made, rows.size() - made);
  }

  private Optional<String> twin(long hash) {
    return hashes.entrySet().stream()
        .filter(
            other ->
                PerceptualHash.distance(other.getValue(), hash)
                    <= request.settings().nearDuplicate())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** A file stands where a crop goes. */
  private static final class TargetTakenException extends IOException {
    private static final long serialVersionUID = 1;

    TargetTakenException(Path file) {
      super(file + " is not a crop of an earlier run; use --overwrite to replace it");
    }
  }

  private void write(String crop, byte[] png) throws IOException {
    Path file = PathText.resolve(request.output(), crop);
    boolean exists = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    if (exists && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      if (Arrays.equals(Files.readAllBytes(file), png)) {
        return;
      }
    }
    if (exists && !ours.contains(crop) && !request.overwrite()) {
      throw new TargetTakenException(file);
    }
    Files.createDirectories(file.getParent());
    AtomicFile.write(file, png);
  }

  /** {@return names without extension that several photos have} */
  private Set<String> ambiguousStems() {
    Map<String, Integer> counts = new HashMap<>();
    request.photos().keySet().forEach(name -> counts.merge(folded(name), 1, Integer::sum));
    return counts.entrySet().stream()
        .filter(stem -> stem.getValue() > 1)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static String folded(String name) {
    return withoutExtension(name).toLowerCase(Locale.ROOT);
  }

  private static String stem(String name, Set<String> ambiguous) {
    return ambiguous.contains(folded(name)) ? name : withoutExtension(name);
  }

  private static String withoutExtension(String name) {
    int dot = name.lastIndexOf('.');
    return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
  }
}
