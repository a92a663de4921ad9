package io.gpen.batch.run;

import io.gpen.batch.BatchRequest;
import io.gpen.batch.FaceRecord;
import io.gpen.batch.MaskFolder;
import io.gpen.batch.PhotoOutcome;
import io.gpen.batch.manifest.ManifestLine.SidePicture;
import io.gpen.face.Face;
import io.gpen.face.FaceOutcome;
import io.gpen.files.FileState;
import io.gpen.files.PathText;
import io.gpen.image.EncodedPhoto;
import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoFormat;
import io.gpen.image.PhotoHeader;
import io.gpen.image.PhotoSource;
import io.gpen.image.io.PhotoReader;
import io.gpen.image.io.PhotoWriter;
import io.gpen.image.metadata.Provenance;
import io.gpen.report.pictures.PhotoPictures;
import io.gpen.report.pictures.PhotoPictures.State;
import io.gpen.restore.FaceList;
import io.gpen.restore.FaceTask;
import io.gpen.restore.PastedPhoto;
import io.gpen.restore.PhotoRestorer;
import io.gpen.text.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with one photo in each of the three stages. */
final class PhotoWork {

  private static final Logger LOG = LoggerFactory.getLogger(PhotoWork.class);

  /** The photo itself, an 8-bit view of it and the restored photo. */
  private static final int PICTURES = 3;

  /** What even the smallest photo takes. */
  private static final long LEAST = 1 << 20;

  private final BatchRequest request;
  private final PhotoCodec codec;
  private final PixelBudget budget;
  private final OutputWriter writer;
  private final FacePictures pictures;
  private final Set<PhotoFormat> withoutProvenance = EnumSet.noneOf(PhotoFormat.class);

  PhotoWork(BatchRequest request, PhotoCodec codec, PixelBudget budget, OutputWriter writer) {
    this.request = request;
    this.codec = codec;
    this.budget = budget;
    this.writer = writer;
    this.pictures = new FacePictures(request.saveFaces(), request.compare(), writer);
  }

  /**
   * What came out.
   *
   * @param outcome the outcome
   * @param written the output
   * @param pictures the pictures beside the output
   * @param width the width of the upright photo in pixels
   * @param height its height
   */
  record Result(
      PhotoOutcome.Done outcome,
      FileState written,
      List<SidePicture> pictures,
      int width,
      int height) {}

  /** {@return the photo, read from its file and parsed} */
  PhotoSource open(PhotoJob job) throws IOException {
    job.decoding(true);
    PhotoSource source = codec.open(job.input().bytes(), request.maxPixels());
    int factor = request.restore().upscale();
    PhotoReader.refuseTooLargeEnlarged(source.header(), factor, request.maxPixels());
    job.header(source.header());
    return source;
  }

  /** Waits until there is memory for the photo. */
  void reserve(PhotoJob job) throws IOException {
    long need = LEAST + job.input().bytes().length + pictures() * pixelBytes(job.header());
    budget.acquire(need);
    job.holds(budget, need);
  }

  /** An enlarged photo is there twice, before and after the faces are put back. */
  private long pictures() {
    int factor = request.restore().upscale();
    return PICTURES + 2L * factor * factor;
  }

  /** Decodes the photo and cuts out its faces. */
  void prepare(PhotoJob job, PhotoSource source, PhotoRestorer restorer) throws IOException {
    long start = System.nanoTime();
    Photo photo = source.read();
    job.decoding(false);
    try {
      job.prepared(restorer.prepare(photo, holes(job, photo), listedFaces(job, photo)));
    } catch (Throwable e) {
      photo.close();
      throw e;
    }
    job.worked(System.nanoTime() - start);
  }

  private Optional<List<Face>> listedFaces(PhotoJob job, Photo photo) throws IOException {
    Optional<FaceList.Entry> listed =
        request.restore().selection().list().entry(job.photo().file());
    if (listed.isPresent()
        && (listed.get().width() != photo.width() || listed.get().height() != photo.height())) {
      throw new IOException(
          Wording.format(
              "the file with its faces says that it has %d x %d pixels, but it has %d x %d; detect"
                  + " them again",
              listed.get().width(), listed.get().height(), photo.width(), photo.height()));
    }
    return listed.map(FaceList.Entry::faces);
  }

  /** {@return where the photo is to be filled; nowhere if it has no mask} */
  private Optional<Mat> holes(PhotoJob job, Photo photo) throws IOException {
    if (!(request.restore().task() instanceof FaceTask.Inpaint inpaint)) {
      return Optional.empty();
    }
    Optional<Path> mask = new MaskFolder(inpaint.masks()).find(job.photo().relative());
    if (mask.isEmpty()) {
      return Optional.of(Mat.zeros(photo.height(), photo.width(), CvType.CV_8U));
    }
    try (Photo picture = codec.open(Files.readAllBytes(mask.get()), request.maxPixels()).read()) {
      if (picture.width() != photo.width() || picture.height() != photo.height()) {
        throw new IOException(
            Wording.format(
                "its mask %s has %d x %d pixels, but the photo has %d x %d; save it in the size of"
                    + " the photo",
                mask.get(), picture.width(), picture.height(), photo.width(), photo.height()));
      }
      Mat bgr = picture.toBgr8();
      Mat holes = new Mat();
      Imgproc.cvtColor(bgr, holes, Imgproc.COLOR_BGR2GRAY);
      Imgproc.threshold(holes, holes, 127, 255, Imgproc.THRESH_BINARY);
      bgr.release();
      return Optional.of(holes);
    } catch (PhotoException e) {
      throw new IOException("its mask " + mask.get() + " cannot be used: " + e.getMessage(), e);
    }
  }

  /** Counts the memory that the faces take. */
  void charge(PhotoJob job) {
    long crops = job.prepared().cropBytes();
    budget.charge(crops);
    job.holds(budget, crops);
  }

  /** Runs the generator on photos that have faces, together; each takes its share of the time. */
  void generate(List<PhotoJob> jobs, PhotoRestorer restorer) {
    if (request.restore().enlarges()) {
      jobs.forEach(job -> enlarge(job, restorer));
    }
    long crops = jobs.stream().mapToInt(PhotoJob::crops).sum();
    if (crops == 0) {
      return;
    }
    long start = System.nanoTime();
    restorer.generate(jobs.stream().map(PhotoJob::prepared).toList());
    long nanos = System.nanoTime() - start;
    jobs.forEach(job -> job.generated(nanos / crops));
  }

  private static void enlarge(PhotoJob job, PhotoRestorer restorer) {
    long start = System.nanoTime();
    restorer.enlarge(job.prepared());
    job.worked(System.nanoTime() - start);
  }

  /** Puts the faces back and writes the output. */
  Result finish(PhotoJob job, PhotoRestorer restorer) throws IOException {
    long start = System.nanoTime();
    try (PastedPhoto restored = restorer.paste(job.prepared())) {
      if (restored.photo().isEmpty()) {
        return copy(job, restored, start);
      }
      Photo photo = restored.photo().get();
      EncodedPhoto encoded =
          codec.encode(photo, request.write(), Optional.of(provenance(job, restored)));
      List<String> warnings = new ArrayList<>(photo.warnings());
      warnings.addAll(encoded.warnings());
      warnOfMissingProvenance(photo, warnings);
      warnings.addAll(restored.warnings());
      List<SidePicture> beside = pictures.write(job.output(), job.prepared().photo(), restored);
      FileState written = write(job, encoded.bytes(), warnings);
      job.worked(System.nanoTime() - start);
      PhotoOutcome.Done outcome = outcome(job, restored, warnings);
      showInReport(job, outcome, written, photo);
      return result(job, outcome, written, beside);
    }
  }

  private static PhotoOutcome.Done outcome(
      PhotoJob job, PastedPhoto pasted, List<String> warnings) {
    List<FaceRecord> faces = FaceRecord.of(pasted, job.secondsPerFace());
    Path input = job.photo().given();
    Path output = job.target().file();
    return pasted.restored().isEmpty()
        ? new PhotoOutcome.Enlarged(
            input, output, CopyReason.of(pasted), faces, job.seconds(), List.copyOf(warnings))
        : new PhotoOutcome.Restored(input, output, faces, job.seconds(), List.copyOf(warnings));
  }

  private Provenance provenance(PhotoJob job, PastedPhoto pasted) throws IOException {
    return new Provenance(
        PhotoWriter.software(),
        pasted.work(request.restore(), request.generator(), request.upscaler()),
        Optional.of(PathText.of(job.photo().given().getFileName())),
        job.input().state().sha256().hex());
  }

  /** Once in a run for each format: it would be the same sentence under every photo. */
  private void warnOfMissingProvenance(Photo photo, List<String> warnings) {
    PhotoFormat format = request.write().format().orElse(photo.format());
    if (request.write().statesProvenance()
        && !PhotoWriter.holdsXmp(format)
        && withoutProvenance.add(format)) {
      warnings.add(
          format.displayName()
              + " files have no place for XMP: the restored ones do not state that a model"
              + " restored faces. This is said once.");
    }
  }

  private Result copy(PhotoJob job, PastedPhoto pasted, long start) throws IOException {
    Photo photo = job.prepared().photo();
    List<String> warnings = new ArrayList<>(photo.damage());
    Optional<byte[]> unchanged = copyOf(job.input().bytes(), photo);
    byte[] bytes;
    if (unchanged.isPresent()) {
      bytes = unchanged.get();
    } else {
      EncodedPhoto encoded = codec.encode(photo, request.write(), Optional.empty());
      warnings = new ArrayList<>(photo.warnings());
      warnings.addAll(encoded.warnings());
      bytes = encoded.bytes();
    }
    FileState written = write(job, bytes, warnings);
    job.worked(System.nanoTime() - start);
    PhotoOutcome.Done outcome =
        new PhotoOutcome.Copied(
            job.photo().given(),
            job.target().file(),
            job.prepared().hasNothingToFill()
                ? "its mask has nothing to fill, or it has none"
                : CopyReason.of(pasted),
            FaceRecord.of(pasted, job.secondsPerFace()),
            job.seconds(),
            List.copyOf(warnings));
    showInReport(job, outcome, written, photo);
    return result(job, outcome, written, List.of());
  }

  /** Makes the pictures of the report as long as the pixels are in memory. */
  private void showInReport(
      PhotoJob job, PhotoOutcome.Done outcome, FileState written, Photo after) {
    if (request.report().isEmpty()) {
      return;
    }
    Photo before = job.prepared().photo();
    try {
      PhotoPictures pictures =
          PhotoPictures.of(
              request.report().get(),
              job.output(),
              job.input().state().sha256(),
              written.sha256(),
              outcome.faces());
      if (!(outcome instanceof PhotoOutcome.Copied)) {
        pictures.write(State.BEFORE, before, before.width(), outcome.faces());
      }
      pictures.write(State.AFTER, after, before.width(), outcome.faces());
    } catch (IOException e) {
      // The report makes what is missing, and says so if that fails, too.
      LOG.debug("{} has no pictures in the report yet", job.output(), e);
    }
  }

  private static Result result(
      PhotoJob job, PhotoOutcome.Done outcome, FileState written, List<SidePicture> beside) {
    Photo photo = job.prepared().photo();
    return new Result(outcome, written, beside, photo.width(), photo.height());
  }

  private FileState write(PhotoJob job, byte[] bytes, List<String> warnings) throws IOException {
    return writer.write(request.output(), job, bytes, warnings);
  }

  /** {@return the file or what is left of it without metadata; empty if it has to be encoded} */
  private Optional<byte[]> copyOf(byte[] file, Photo photo) {
    OutputOptions write = request.write();
    if (write.format().filter(format -> format != photo.format()).isPresent()) {
      return Optional.empty();
    } else if (!write.stripMetadata()) {
      return Optional.of(file);
    }
    return photo.damage().isEmpty() ? codec.strip(file) : Optional.empty();
  }

  private static long pixelBytes(PhotoHeader header) {
    // What the network sees has three channels of a byte, however little the file has.
    long channels = Math.max(3, header.channels());
    return header.pixels() * channels * Math.max(1, header.bitsPerChannel() / 8);
  }

  /** Says why nothing was restored in a photo. */
  private static final class CopyReason {

    private CopyReason() {}

    /** {@return the reason, from what became of its faces} */
    static String of(PastedPhoto photo) {
      List<FaceOutcome> faces = photo.faces();
      if (faces.isEmpty()) {
        int found = photo.foundFaces();
        return found == 0 ? "no face found" : Wording.count(found, "face") + " found, none chosen";
      }
      Map<String, Integer> counts = new LinkedHashMap<>();
      faces.forEach(face -> counts.merge(of(face), 1, Integer::sum));
      return counts.entrySet().stream()
          .map(reason -> Wording.count(reason.getValue(), "face") + " " + reason.getKey())
          .collect(Collectors.joining("; "));
    }

    private static String of(FaceOutcome face) {
      if (face instanceof FaceOutcome.Kept kept) {
        return "kept: " + kept.reason();
      }
      return face instanceof FaceOutcome.Failed failed
          ? "left out: " + failed.reason()
          : "not restored";
    }
  }
}
