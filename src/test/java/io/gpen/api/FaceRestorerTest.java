package io.gpen.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import examples.RestoreOnePhoto;
import io.gpen.Shared;
import io.gpen.detect.DetectionOptions;
import io.gpen.face.Face;
import io.gpen.face.Pictures;
import io.gpen.files.Sha256;
import io.gpen.image.OutputOptions;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoFormat;
import io.gpen.image.PhotoHeader;
import io.gpen.image.io.PhotoReader;
import io.gpen.paste.PasteOptions;
import io.gpen.restore.RestoreOptions;
import io.gpen.restore.SelectionOptions;
import io.gpen.torchscript.Precision;
import io.gpen.zoo.ModelException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** The library as another program uses it, with the models that come with the project. */
class FaceRestorerTest {

  private static final Path ASTRONAUT = Shared.testphoto("astronaut-eileen-collins.jpg");
  private static final Path LEWIS = Shared.testphoto("congress-john-lewis.jpg");
  private static final Path HARBOUR = Shared.testphoto("san-francisco-1851-noface.jpg");

  private static FaceRestorer restorer;

  @TempDir private Path folder;

  /** A photo whose faces are soft enough to be restored. */
  private static Path soft;

  @TempDir static Path samples;

  @BeforeAll
  static void open() throws IOException {
    soft = samples.resolve("soft.png");
    Files.write(soft, reduced("curtis-apsaroke-1908.jpg"));
    restorer = FaceRestorer.builder().device("cpu").precision("fp32").build();
  }

  private static byte[] reduced(String name) {
    Mat photo = Pictures.testphoto(name);
    Imgproc.resize(photo, photo, new Size(), 0.4, 0.4, Imgproc.INTER_AREA);
    MatOfByte file = new MatOfByte();
    Imgcodecs.imencode(".png", photo, file);
    return file.toArray();
  }

  @AfterAll
  static void close() {
    restorer.close();
  }

  @Test
  void theExampleRestoresAPhoto() throws IOException {
    Path out = folder.resolve("out.png");
    RestoreOnePhoto.main(new String[] {soft.toString(), out.toString()});
    PhotoHeader header = PhotoReader.header(Files.readAllBytes(out));
    assertEquals(PhotoFormat.PNG, header.format());
    assertEquals(252, header.width());
    assertFalse(Arrays.equals(Files.readAllBytes(soft), Files.readAllBytes(out)));
  }

  @Test
  void aFaceIsFoundAndRestored() throws IOException {
    OutputOptions png = new OutputOptions(Optional.of(PhotoFormat.PNG), 95, false);
    byte[] file = Files.readAllBytes(ASTRONAUT);
    RestoreOptions all = RestoreOptions.DEFAULTS.with(PasteOptions.DEFAULTS.withAlpha(0.5));
    RestoredPhoto photo = restorer.restore(file, all, png);
    assertEquals(PhotoFormat.PNG, photo.format());
    assertEquals(PhotoFormat.PNG, PhotoReader.header(photo.bytes()).format());
    assertEquals(512, photo.width());
    assertEquals(List.of(), photo.warnings());
    assertEquals(1, photo.faces().size());
    Face face = photo.faces().get(0).face();
    assertEquals(new FaceResult.Restored(0.5), photo.faces().get(0).outcome());
    assertTrue(face.score() > 0.9);
    assertTrue(face.box().x1() < face.landmarks().nose().x());
    assertTrue(face.box().x2() > face.landmarks().nose().x());
  }

  @Test
  void aPhotoWithoutARestoredFaceKeepsItsBytes() throws IOException {
    RestoreOptions coarse =
        RestoreOptions.DEFAULTS.with(SelectionOptions.DEFAULTS.withMaxShrink(0.1));
    for (Path path : List.of(LEWIS, HARBOUR)) {
      byte[] file = Files.readAllBytes(path);
      RestoredPhoto restored = restorer.restore(file, coarse, OutputOptions.DEFAULTS);
      assertArrayEquals(file, restored.bytes());
    }
    FaceResult.Kept kept =
        assertInstanceOf(
            FaceResult.Kept.class,
            restorer
                .restore(Files.readAllBytes(LEWIS), coarse, OutputOptions.DEFAULTS)
                .faces()
                .get(0)
                .outcome());
    assertTrue(kept.reason().contains("larger than the model"), kept.reason());
    assertEquals(List.of(), restorer.restore(HARBOUR).faces());
  }

  @Test
  void severalThreadsGetWhatOneGets() throws IOException {
    byte[] alone = restorer.restore(soft).bytes();
    List<byte[]> together =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(
                i -> {
                  try {
                    return restorer.restore(soft).bytes();
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
                })
            .toList();
    together.forEach(bytes -> assertArrayEquals(alone, bytes));
  }

  @Test
  void facesAreFoundWithoutTheGenerator() throws IOException {
    try (FaceFinder finder = FaceRestorer.builder().device("cpu").buildFinder()) {
      DetectedFaces found = finder.find(Files.readAllBytes(LEWIS), DetectionOptions.DEFAULTS);
      assertEquals(675, found.width());
      assertEquals(825, found.height());
      assertEquals(1, found.faces().size());
    }
  }

  @Test
  void whatIsWrongIsNamed() throws IOException {
    byte[] text = "no photo".getBytes(StandardCharsets.UTF_8);
    assertThrows(PhotoException.class, () -> restorer.restore(text));
    byte[] file = Files.readAllBytes(ASTRONAUT);
    try (FaceRestorer none = FaceRestorer.builder().model("nobody").build();
        FaceRestorer detector = FaceRestorer.builder().model("retinaface-mobilenet-0.25").build();
        FaceRestorer small = FaceRestorer.builder().maxPixels(1000).build()) {
      assertThrows(ModelException.class, () -> none.restore(file));
      assertThrows(ModelException.class, () -> detector.restore(file));
      assertThrows(PhotoException.class, () -> small.restore(file));
    }
    assertThrows(IllegalArgumentException.class, () -> FaceRestorer.builder().device("gpu"));
  }

  @Test
  void otherWeightsOrAnotherPrecisionAreAnotherModelInTheManifest() {
    Sha256 weights = Sha256.of("weights".getBytes(StandardCharsets.UTF_8));
    Optional<String> none = Optional.empty();
    assertEquals(weights, Networks.identity(weights, none, Precision.FP32));
    // What manifests of earlier versions hold.
    assertEquals(
        Sha256.of((weights + ":bf16").getBytes(StandardCharsets.UTF_8)),
        Networks.identity(weights, none, Precision.BF16));
    assertEquals(
        Sha256.of((weights + ":g_ema").getBytes(StandardCharsets.UTF_8)),
        Networks.identity(weights, Optional.of("g_ema"), Precision.FP32));
  }

  /** Follows the types of the public signatures as far as a caller can reach. */
  @Test
  void signaturesHoldTypesOfTheJdkAndPlainValuesOnly() {
    Deque<Class<?>> open =
        new ArrayDeque<>(
            List.of(
                FaceRestorer.class,
                FaceRestorer.Builder.class,
                FaceFinder.class,
                RestoredPhoto.class,
                FaceResult.class,
                DetectedFaces.class,
                ModelChoice.class));
    Set<Class<?>> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      Class<?> type = open.pop();
      Stream<Method> methods =
          Arrays.stream(type.getDeclaredMethods())
              .filter(method -> Modifier.isPublic(method.getModifiers()));
      Stream<Type> types =
          methods.flatMap(
              method ->
                  Stream.concat(
                      Stream.of(method.getGenericReturnType()),
                      Arrays.stream(method.getGenericParameterTypes())));
      types
          .flatMap(used -> named(used.getTypeName()))
          .forEach(
              name -> {
                assertTrue(
                    name.startsWith("java.") || name.startsWith("io.gpen."),
                    type.getName() + " uses " + name);
                if (name.startsWith("io.gpen.") && seen.add(load(name))) {
                  open.push(load(name));
                }
              });
    }
    assertTrue(seen.contains(io.gpen.face.Landmarks.class), seen.toString());
  }

  private static Stream<String> named(String type) {
    return Pattern.compile("\\w+(\\.[\\w$]+)+").matcher(type).results().map(r -> r.group());
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
