package io.gpen.batch.run;

import io.gpen.detect.Detections;
import io.gpen.engine.EngineException;
import io.gpen.face.AlignedFace;
import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.FaceOutcome;
import io.gpen.face.Landmarks;
import io.gpen.face.PhotoFace;
import io.gpen.face.Point;
import io.gpen.face.SimilarityTransform;
import io.gpen.image.EncodedPhoto;
import io.gpen.image.OpenCv;
import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoException.Kind;
import io.gpen.image.PhotoFormat;
import io.gpen.image.PhotoHeader;
import io.gpen.image.PhotoSource;
import io.gpen.image.io.PhotoReader;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.Provenance;
import io.gpen.restore.PastedPhoto;
import io.gpen.restore.PhotoRestorer;
import io.gpen.restore.PreparedPhoto;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/**
 * A photo format of plain words and a network that does next to nothing. The words say what is in
 * the photo ({@code faces=2 kept=1 width=10 height=10 format=PNG}) and what goes wrong with it
 * ({@code corrupt, unsupported, read-oom, read-native, read-bug, prepare-oom, generate-fails,
 * generate-bug, paste-fails, encode-fails}).
 */
final class FakePhotos implements PhotoCodec, PhotoRestorer {

  static {
    OpenCv.load();
  }

  private static final int SIDE = 4;

  /** The words of each photo whose pixels were read, in order. */
  final List<String> reads = Collections.synchronizedList(new ArrayList<>());

  /** The words of each photo that the generator ran on, in order. */
  final List<String> generated = Collections.synchronizedList(new ArrayList<>());

  /** How many photos came to the generator together, each time. */
  final List<Integer> together = Collections.synchronizedList(new ArrayList<>());

  int batch = 1;

  /** Called with the words of the photo that is about to be generated. */
  volatile Consumer<String> onGenerate = words -> {};

  volatile Consumer<String> onRead = words -> {};
  volatile Consumer<String> onPaste = words -> {};

  private final Map<Photo, String> words = new ConcurrentHashMap<>();

  /** {@return whether the pixels of every photo were given back} */
  boolean closedAll() {
    return words.keySet().stream().allMatch(photo -> photo.colour().empty());
  }

  /** {@return what the output of a restored photo holds} */
  static String restored(String words) {
    return "restored q=95 strip=false " + words;
  }

  @Override
  public PhotoSource open(byte[] file, long maxPixels) {
    PhotoHeader header = header(file);
    PhotoReader.refuseTooLarge(header, maxPixels);
    return new PhotoSource() {
      @Override
      public PhotoHeader header() {
        return header;
      }

      @Override
      public Photo read() {
        return FakePhotos.this.read(file);
      }
    };
  }

  @Override
  public Optional<byte[]> strip(byte[] file) {
    boolean strips = text(file).contains("strips");
    return strips
        ? Optional.of(("stripped " + text(file)).getBytes(StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private PhotoHeader header(byte[] file) {
    String text = text(file);
    if (text.contains("unsupported")) {
      throw new PhotoException(Kind.UNSUPPORTED, "GIF is not supported");
    }
    if (text.isEmpty()) {
      throw new PhotoException(Kind.DAMAGED, "the file is empty");
    }
    if (!text.contains("faces=")) {
      throw new PhotoException(Kind.DAMAGED, "it is no picture");
    }
    PhotoFormat format =
        PhotoFormat.valueOf(word(text, "format=(\\w+)").orElse(PhotoFormat.JPEG.name()));
    return new PhotoHeader(format, number(text, "width", 10), number(text, "height", 10), 3, 8);
  }

  private Photo read(byte[] file) {
    String text = text(file);
    reads.add(text);
    onRead.accept(text);
    fail(text, "corrupt", new PhotoException(Kind.DAMAGED, "the file is cut off"));
    fail(text, "read-bug", new NullPointerException());
    fail(text, "read-native", new CvException("cv::Exception: bad"));
    if (text.contains("read-oom")) {
      throw new OutOfMemoryError("Java heap space");
    }
    Mat pixels = new Mat(SIDE, SIDE, CvType.CV_8UC3, new Scalar(1, 2, 3));
    List<String> warnings = text.contains("bitrot") ? List.of(PhotoErrors.WRONG_PARTS) : List.of();
    Photo photo =
        new Photo(
            pixels, Optional.empty(), header(file).format(), true, PhotoMetadata.NONE, warnings);
    words.put(photo, text);
    return photo;
  }

  @Override
  public EncodedPhoto encode(Photo photo, OutputOptions options, Optional<Provenance> provenance) {
    String text = words.get(photo);
    fail(text, "encode-fails", new CvException("cv::Exception: no encoder"));
    String prefix = text.startsWith("restored ") ? "" : "encoded ";
    String format = options.format().map(f -> "as " + f + " ").orElse("");
    String encoded =
        (prefix + text)
            .replaceFirst(
                "^(\\w+) ",
                "$1 "
                    + format
                    + "q="
                    + options.quality()
                    + " strip="
                    + options.stripMetadata()
                    + " ");
    return new EncodedPhoto(encoded.getBytes(StandardCharsets.UTF_8), List.of());
  }

  @Override
  public PreparedPhoto prepare(Photo photo, Optional<Mat> holes, Optional<List<Face>> known) {
    String text = words.get(photo);
    if (text.contains("prepare-oom")) {
      throw new OutOfMemoryError("Java heap space");
    }
    List<PhotoFace> faces = new ArrayList<>();
    for (int i = 0; i < number(text, "faces", 0); i++) {
      Mat crop = new Mat(SIDE, SIDE, CvType.CV_8UC3, new Scalar(i, 0, 0));
      faces.add(new AlignedFace(face(), crop, new SimilarityTransform(1, 0, 0, 0)));
    }
    for (int i = 0; i < number(text, "kept", 0); i++) {
      faces.add(
          new FaceOutcome.Kept(face(), 2.2, FaceOutcome.Rule.SHARP, "finer than the generator"));
    }
    return new PreparedPhoto(photo, Detections.NONE, faces, false);
  }

  @Override
  public int batch() {
    return batch;
  }

  @Override
  public void generate(List<PreparedPhoto> photos) {
    together.add(photos.size());
    photos.forEach(this::generate);
  }

  private void generate(PreparedPhoto prepared) {
    String text = words.get(prepared.photo());
    generated.add(text);
    onGenerate.accept(text);
    fail(text, "generate-fails", new EngineException("libtorch: bad tensor"));
    fail(text, "generate-bug", new IndexOutOfBoundsException("index 3 of 3"));
    fail(text, "generate-oom", new IllegalStateException("[enforce fail] can't allocate memory"));
    prepared.complete(
        face ->
            new FaceOutcome.Restored(face, face.crop().clone(), Optional.empty(), 1, List.of()));
  }

  @Override
  public PastedPhoto paste(PreparedPhoto prepared) {
    String text = words.get(prepared.photo());
    onPaste.accept(text);
    fail(text, "paste-fails", new CvException("cv::Exception: bad size"));
    if (FaceOutcome.restored(prepared.outcomes()).isEmpty()) {
      return prepared.result(Optional.empty());
    }
    Photo photo = prepared.photo().withColour(prepared.photo().colour().clone());
    words.put(photo, "restored " + text);
    return prepared.result(Optional.of(photo));
  }

  private static Face face() {
    Point p = new Point(1, 1);
    return new Face(new FaceBox(0, 0, 2, 2), 0.99, new Landmarks(p, p, p, p, p));
  }

  private static void fail(String text, String word, RuntimeException failure) {
    if (text.contains(word)) {
      throw failure;
    }
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.UTF_8);
  }

  private static int number(String text, String name, int otherwise) {
    return word(text, name + "=(\\d+)").map(Integer::parseInt).orElse(otherwise);
  }

  private static Optional<String> word(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
