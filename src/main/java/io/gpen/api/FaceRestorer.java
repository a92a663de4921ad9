package io.gpen.api;

import io.gpen.batch.BatchListener;
import io.gpen.batch.BatchRequest;
import io.gpen.batch.BatchSummary;
import io.gpen.batch.run.BatchRunner;
import io.gpen.detect.DetectionOptions;
import io.gpen.detect.Detections;
import io.gpen.detect.FaceDetector;
import io.gpen.detect.MultiScaleDetector;
import io.gpen.engine.DeviceChoice;
import io.gpen.engine.EngineOptions;
import io.gpen.files.Sha256;
import io.gpen.image.EncodedPhoto;
import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoFormat;
import io.gpen.image.io.PhotoReader;
import io.gpen.image.io.PhotoWriter;
import io.gpen.image.metadata.Provenance;
import io.gpen.restore.PastedPhoto;
import io.gpen.restore.PhotoRestorer;
import io.gpen.restore.PreparedPhoto;
import io.gpen.restore.RestoreOptions;
import io.gpen.tuning.PrecisionChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.opencv.core.Mat;

/**
 * Restores the faces in photos.
 *
 * <pre>{@code
 * try (FaceRestorer restorer = FaceRestorer.builder().build()) {
 *   RestoredPhoto photo = restorer.restore(Path.of("old.jpg"));
 *   Files.write(Path.of("restored.jpg"), photo.bytes());
 * }
 * }</pre>
 *
 * <p>The models are loaded by the first photo, which takes about a second; if it is the first time
 * on this machine, they are converted and libtorch is unpacked into the cache folder, too. Nothing
 * is downloaded. Keep one restorer for all photos: it holds the networks in memory, some hundred
 * megabytes, until it is closed.
 *
 * <p>Any number of threads may call it. The networks work on one photo at a time; reading, pasting
 * and writing run side by side. libtorch belongs to the process: a second restorer with another
 * number of threads changes the threads of the first.
 *
 * <p>Coordinates are pixels of the upright photo, from the centre of its top left pixel.
 *
 * <p>Every method that loads models throws
 *
 * <ul>
 *   <li>{@link io.gpen.zoo.ModelException} if a model is missing or not the one that the catalogue
 *       knows,
 *   <li>{@link io.gpen.checkpoint.CheckpointException} if the weights cannot be read,
 *   <li>{@link io.gpen.engine.EngineException} if libtorch, OpenCV or the device does not work.
 * </ul>
 *
 * The messages say what to do.
 */
public final class FaceRestorer implements AutoCloseable {

  private final Networks networks;
  private final long maxPixels;
  private final Set<BatchRunner> running = ConcurrentHashMap.newKeySet();
  private volatile boolean stopRequested;

  private FaceRestorer(Networks networks, long maxPixels) {
    this.networks = networks;
    this.maxPixels = maxPixels;
  }

  /** {@return a builder with the models that come with the program, on the best device} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Restores one photo with the options that the command line starts from.
   *
   * @param photo a file of any supported format, only read
   * @return the restored photo, in the same format
   * @throws IOException if the file cannot be read
   * @throws io.gpen.image.PhotoException if it is not a readable photo; the message is the reason
   */
  public RestoredPhoto restore(Path photo) throws IOException {
    return restore(Files.readAllBytes(photo));
  }

  /**
   * Restores one photo with the options that the command line starts from.
   *
   * @param photo the bytes of a file of any supported format
   * @return the restored photo, in the same format
   * @throws io.gpen.image.PhotoException if it is not a readable photo; the message is the reason
   */
  public RestoredPhoto restore(byte[] photo) {
    return restore(photo, RestoreOptions.DEFAULTS, OutputOptions.DEFAULTS);
  }

  /**
   * Restores one photo.
   *
   * @param photo the bytes of a file of any supported format
   * @param options which faces are restored, and how much
   * @param output how the result is written
   * @return the restored photo
   * @throws io.gpen.image.PhotoException if it is not a readable photo, or the format cannot hold
   *     it; the message is the reason
   */
  public RestoredPhoto restore(byte[] photo, RestoreOptions options, OutputOptions output) {
    PhotoReader source = PhotoReader.open(photo, maxPixels);
    PhotoReader.refuseTooLargeEnlarged(source.header(), options.upscale(), maxPixels);
    PhotoRestorer restorer = networks.restorer(options);
    try (PreparedPhoto prepared = restorer.prepare(source.read())) {
      restorer.enlarge(prepared);
      restorer.generate(List.of(prepared));
      try (PastedPhoto pasted = restorer.paste(prepared)) {
        Provenance provenance =
            new Provenance(
                PhotoWriter.software(),
                pasted.work(
                    options,
                    networks.generatorName(options.task()),
                    networks.upscalerName(options)),
                Optional.empty(),
                Sha256.of(photo).hex());
        return result(photo, prepared.photo(), pasted, output, provenance);
      }
    }
  }

  private static RestoredPhoto result(
      byte[] file, Photo before, PastedPhoto pasted, OutputOptions output, Provenance provenance) {
    Photo after = pasted.photo().orElse(before);
    PhotoFormat format = output.format().orElse(before.format());
    boolean copied =
        pasted.photo().isEmpty() && format == before.format() && !output.stripMetadata();
    EncodedPhoto encoded =
        copied
            ? new EncodedPhoto(file.clone(), List.of())
            : PhotoWriter.encode(after, output, pasted.photo().map(p -> provenance));
    List<String> warnings = new ArrayList<>(before.warnings());
    warnings.addAll(encoded.warnings());
    warnings.addAll(pasted.warnings());
    return new RestoredPhoto(
        encoded.bytes(),
        format,
        after.width(),
        after.height(),
        pasted.faces().stream().map(FaceResult::of).toList(),
        List.copyOf(warnings));
  }

  /**
   * Restores many photos into a folder, with a manifest there that lets the next run go on. The
   * models are found and checked at once, and loaded when the first photo needs them, if one does.
   *
   * @param request what to do; its models are replaced by those of this restorer
   * @param listener is told of each photo, on several threads
   * @return what was done; one photo's failure never ends a run
   * @throws io.gpen.batch.BatchUsageException if a file to be written is an input; nothing was
   *     touched
   */
  public BatchSummary restoreAll(BatchRequest request, BatchListener listener) {
    networks.keepPrecisionOf(request.output(), request.restore().task());
    BatchRequest complete =
        request.withModels(
            networks.digests(request.restore()),
            networks.generatorName(request.restore().task()),
            networks.upscalerName(request.restore()));
    BatchRunner runner = new BatchRunner();
    running.add(runner);
    if (stopRequested) {
      runner.requestStop();
    }
    try {
      return runner.run(complete, () -> networks.restorer(request.restore()), listener);
    } finally {
      running.remove(runner);
    }
  }

  /**
   * Asks {@link #restoreAll} to end soon: photos under way are finished, the others are left
   * untouched. Returns at once. Later calls of {@link #restoreAll} do nothing.
   */
  public void requestStop() {
    stopRequested = true;
    running.forEach(BatchRunner::requestStop);
  }

  /** Gives back the memory of the networks. No other method may be running. */
  @Override
  public void close() {
    networks.close();
  }

  /** Puts a restorer together. Models are named as in the catalogue, or by their file. */
  public static final class Builder {

    private static final long MAX_PIXELS = 200_000_000;

    private Optional<ModelChoice> models = Optional.empty();
    private Optional<Path> modelZoo = Optional.empty();
    private Optional<String> model = Optional.empty();
    private Optional<String> modelKey = Optional.empty();
    private OptionalDouble fidelity = OptionalDouble.empty();
    private Optional<String> detector = Optional.empty();
    private Optional<String> parser = Optional.empty();
    private Optional<String> upscaler = Optional.empty();
    private OptionalDouble denoise = OptionalDouble.empty();
    private OptionalInt tile = OptionalInt.empty();
    private Optional<String> identity = Optional.empty();
    private DeviceChoice device = DeviceChoice.AUTO;
    private int threads;
    private PrecisionChoice precision = PrecisionChoice.AUTO;
    private long maxPixels = MAX_PIXELS;

    private Builder() {}

    /**
     * {@return this builder}
     *
     * @param folder a folder with models, searched before the one that came with the program
     */
    public Builder modelZoo(Path folder) {
      modelZoo = Optional.of(folder);
      return this;
    }

    /**
     * {@return this builder}
     *
     * @param nameOrFile the model that restores the faces
     */
    public Builder model(String nameOrFile) {
      model = Optional.of(nameOrFile);
      return this;
    }

    /**
     * {@return this builder}
     *
     * @param key which of several sets of weights in the model's file
     */
    public Builder modelKey(String key) {
      modelKey = Optional.of(key);
      return this;
    }

    /**
     * {@return this builder}
     *
     * @param share of a model that the catalogue lists with a sharp counterpart: how much of the
     *     model itself there is in the mixture of both, 0 to 1
     */
    public Builder fidelity(double share) {
      fidelity = OptionalDouble.of(share);
      return this;
    }

    /**
     * {@return this builder}
     *
     * @param nameOrFile the model that finds the faces
     */
    public Builder detector(String nameOrFile) {
      detector = Optional.of(nameOrFile);
      return this;
    }

    /**
     * {@return this builder}
     *
     * @param nameOrFile the model that tells face from background, for {@link
     *     io.gpen.paste.PasteOptions.Mask#PARSING}
     */
    public Builder parser(String nameOrFile) {
      parser = Optional.of(nameOrFile);
      return this;
    }

    /**
     * {@return this builder}
     *
     * @param nameOrFile the model that enlarges photos, for {@link RestoreOptions#withUpscale};
     *     none comes with the program
     */
    public Builder upscaler(String nameOrFile) {
      upscaler = Optional.of(nameOrFile);
      return this;
    }

    /**
     * {@return this builder}
     *
     * @param strength how much noise the model realesr-general-x4v3 takes away, 0 to 1
     */
    public Builder denoise(double strength) {
      denoise = OptionalDouble.of(strength);
      return this;
    }

    /**
     * {@return this builder}
     *
     * @param side the side in pixels of the pieces in which photos are enlarged; memory grows with
     *     it. Empty for a side that suits the model
     */
    public Builder tile(OptionalInt side) {
      tile = side;
      return this;
    }

    /**
     * {@return this builder}
     *
     * @param nameOrFile the model that tells whether two faces are of the same person, for {@link
     *     io.gpen.guard.GuardOptions#minIdentity}
     */
    public Builder identity(String nameOrFile) {
      identity = Optional.of(nameOrFile);
      return this;
    }

    /**
     * {@return this builder}
     *
     * @param choice all models at once; what else names models is ignored
     */
    public Builder models(ModelChoice choice) {
      models = Optional.of(choice);
      return this;
    }

    /**
     * {@return this builder}
     *
     * @param name {@code auto} (CUDA if it is there, else the CPU), {@code cpu}, {@code cuda} or
     *     {@code cuda:N}
     * @throws IllegalArgumentException if it is none of these
     */
    public Builder device(String name) {
      device = DeviceChoice.parse(name);
      return this;
    }

    /**
     * {@return this builder}
     *
     * @param count threads of the networks on the CPU; 0 for all cores
     */
    public Builder threads(int count) {
      threads = count;
      return this;
    }

    /**
     * {@return this builder}
     *
     * @param name numbers of the network that restores: {@code fp32}, {@code bf16}, or {@code auto}
     *     for bf16 on processors that have its instructions
     * @throws IllegalArgumentException if it is none of these
     */
    public Builder precision(String name) {
      precision = PrecisionChoice.parse(name);
      return this;
    }

    /**
     * {@return this builder}
     *
     * @param limit photos of more pixels are refused before they are decoded; 200 million at first
     */
    public Builder maxPixels(long limit) {
      maxPixels = limit;
      return this;
    }

    /**
     * {@return a restorer, to be closed by the caller; nothing is loaded yet}
     *
     * @throws io.gpen.zoo.ModelException if the catalogue of the models cannot be read
     */
    public FaceRestorer build() {
      return new FaceRestorer(networks(), maxPixels);
    }

    /**
     * {@return a finder of faces, to be closed by the caller, with its model loaded}
     *
     * @throws io.gpen.zoo.ModelException if the model is not there or does not find faces
     * @throws io.gpen.engine.EngineException if libtorch, OpenCV or the device does not work
     */
    public FaceFinder buildFinder() {
      Networks networks = networks();
      try {
        return new NetworkFinder(networks, networks.detector(), maxPixels);
      } catch (RuntimeException | Error e) {
        networks.close();
        throw e;
      }
    }

    private Networks networks() {
      ModelChoice choice =
          models.orElseGet(
              () ->
                  new ModelChoice(
                      Installation.zoo(modelZoo),
                      model,
                      modelKey,
                      detector,
                      parser,
                      upscaler,
                      denoise,
                      identity,
                      fidelity));
      return new Networks(choice, new EngineOptions(device, threads), precision, tile);
    }
  }

  private record NetworkFinder(Networks networks, FaceDetector detector, long maxPixels)
      implements FaceFinder {

    @Override
    public DetectedFaces find(byte[] file, DetectionOptions options) {
      try (Photo photo = PhotoReader.read(file, maxPixels)) {
        Mat pixels = photo.toBgr8();
        try {
          Detections found = new MultiScaleDetector(detector, options).detect(pixels);
          return new DetectedFaces(photo.width(), photo.height(), found.faces(), found.weaker());
        } finally {
          pixels.release();
        }
      }
    }

    @Override
    public void close() {
      networks.close();
    }
  }
}
