package io.gpen.degrade;

import io.gpen.degrade.DegradationParameters.Effect;
import io.gpen.degrade.DegradationParameters.Lines;
import io.gpen.degrade.DegradationParameters.Range;
import io.gpen.degrade.DegradationParameters.Round;
import io.gpen.degrade.DegradationParameters.Spots;
import io.gpen.degrade.stage.Contrast;
import io.gpen.degrade.stage.DamagePicture;
import io.gpen.degrade.stage.Defocus;
import io.gpen.degrade.stage.Dust;
import io.gpen.degrade.stage.Fading;
import io.gpen.degrade.stage.Flip;
import io.gpen.degrade.stage.Fold;
import io.gpen.degrade.stage.GaussianBlur;
import io.gpen.degrade.stage.GaussianNoise;
import io.gpen.degrade.stage.Grain;
import io.gpen.degrade.stage.Grey;
import io.gpen.degrade.stage.Hairs;
import io.gpen.degrade.stage.Halftone;
import io.gpen.degrade.stage.Jpeg;
import io.gpen.degrade.stage.Monochrome;
import io.gpen.degrade.stage.MotionBlur;
import io.gpen.degrade.stage.Overlay;
import io.gpen.degrade.stage.Paper;
import io.gpen.degrade.stage.ReferenceBlur;
import io.gpen.degrade.stage.ReferenceResize;
import io.gpen.degrade.stage.ReferenceShrink;
import io.gpen.degrade.stage.Resize;
import io.gpen.degrade.stage.Scratches;
import io.gpen.degrade.stage.Seeds;
import io.gpen.degrade.stage.Sepia;
import io.gpen.degrade.stage.Shrink;
import io.gpen.degrade.stage.Stage;
import io.gpen.degrade.stage.UnevenLight;
import io.gpen.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Draws degradations. All numbers come from {@link Random}, whose algorithm is specified, so a seed
 * gives the same degradation on every machine. Each effect draws from a sequence of its own: other
 * parameters of one effect leave the others as they are.
 */
final class DegradationDraw {

  private static final double ISOTROPIC_SHARE = 0.5;
  // Of ITU-R BT.601, as OpenCV makes grey.
  private static final double GREEN_TO_BLUE = 0.587 / 0.114;

  /** The shortest period in pixels that is a pattern of dots and not of pixels. */
  private static final double FINEST_HALFTONE = 3;

  private final DegradationParameters parameters;
  private final List<DamagePicture> overlays;
  private final long seed;
  private final int width;
  private final int height;
  private final double scale;
  private final List<Stage> tone = new ArrayList<>();
  private final List<Stage> stages = new ArrayList<>();

  private DegradationDraw(
      DegradationParameters parameters,
      List<DamagePicture> overlays,
      long seed,
      int width,
      int height) {
    this.parameters = parameters;
    this.overlays = overlays;
    this.seed = seed;
    this.width = width;
    this.height = height;
    int meant = parameters.side();
    this.scale = meant == 0 ? 1 : (double) Math.max(width, height) / meant;
  }

  /**
   * {@return a degradation}
   *
   * @param parameters what it is drawn from
   * @param overlays pictures of damage; may be empty
   * @param seed seeds that are near each other may give similar degradations; see {@link #seedOf}
   * @param width of the picture in pixels
   * @param height of the picture in pixels
   */
  static Degradation draw(
      DegradationParameters parameters,
      List<DamagePicture> overlays,
      long seed,
      int width,
      int height) {
    return new DegradationDraw(parameters, overlays, seed, width, height).draw();
  }

  /**
   * {@return the seed of one file of a set} It depends only on these two, so a file's copy is the
   * same whatever other files there are and in whatever order they come.
   *
   * @param seed the seed of the whole set
   * @param name the file's path inside the set, with {@code /} as separator
   */
  static long seedOf(long seed, String name) {
    String key = seed + ":" + Normalizer.normalize(name, Normalizer.Form.NFC);
    String digest = Sha256.of(key.getBytes(StandardCharsets.UTF_8)).hex();
    return Long.parseUnsignedLong(digest.substring(0, 16), 16);
  }

  private Degradation draw() {
    List<Stage> reference = flipGreyAndReference();
    sometimes("monochrome", parameters.monochrome().share(), this::monochrome);
    tone.addAll(stages);
    stages.addAll(reference);
    Random clear = random("nearly clear");
    boolean isNearlyClear = happens(clear, parameters.nearlyClear().share());
    if (!isNearlyClear) {
      capture();
      age();
      damage();
    }
    int before = stages.size();
    sometimes(
        "sepia",
        parameters.sepia().share(),
        random -> new Sepia(at(random, parameters.sepia().strength()), random.nextDouble()));
    tone.addAll(stages.subList(before, stages.size()));
    if (isNearlyClear) {
      round(clear, parameters.nearlyClear());
    } else {
      round("scan", parameters.scan());
      round("copy", parameters.copy());
    }
    return new Degradation(tone, stages);
  }

  /**
   * Shares and order are those of the reference ({@code GFPGAN_degradation} in
   * training/data_loader/dataset_face.py); the same numbers are drawn whatever the parameters.
   */
  private List<Stage> flipGreyAndReference() {
    Round round = parameters.reference();
    Random random = new Random(seed);
    if (happens(random, parameters.flip())) {
      stages.add(new Flip());
    }
    if (happens(random, parameters.grey())) {
      stages.add(new Grey());
    }
    boolean isotropic = happens(random, ISOTROPIC_SHARE);
    double sigmaX = at(random, round.blur()) * scale;
    double sigmaY = at(random, round.blur()) * scale;
    double angle = angle(random);
    double downscale = at(random, round.shrink());
    double noise = at(random, round.noise());
    // The reference draws a fraction, which the encoder truncates.
    int quality = (int) at(random, round.quality());
    long noiseSeed = seed(random);
    if (round.share() == 0) {
      return List.of();
    }
    ReferenceBlur.Shape shape =
        isotropic ? ReferenceBlur.Shape.ISOTROPIC : ReferenceBlur.Shape.ANISOTROPIC;
    return List.of(
        new ReferenceBlur(shape, sigmaX, isotropic ? sigmaX : sigmaY, isotropic ? 0 : angle),
        new ReferenceShrink(Math.max(Math.min(1, downscale), downscale * scale)),
        new GaussianNoise(noise, noiseSeed),
        new Jpeg(quality),
        new ReferenceResize(width, height));
  }

  /** What happens in the camera. */
  private void capture() {
    sometimes(
        "defocus",
        parameters.defocus().share(),
        random -> new Defocus(length(random, parameters.defocus().strength())));
    sometimes(
        "motion",
        parameters.motion().share(),
        random -> new MotionBlur(length(random, parameters.motion().strength()), angle(random)));
    sometimes(
        "contrast",
        parameters.contrast().share(),
        random -> new Contrast(at(random, parameters.contrast().strength())));
    sometimes(
        "grain",
        parameters.grain().share(),
        random ->
            new Grain(
                at(random, parameters.grain().strength()),
                length(random, parameters.grain().size()),
                seed(random)));
  }

  /** What happens to the print. */
  private void age() {
    Effect halftone = parameters.halftone();
    boolean isVisible = halftone.strength().max() * scale >= FINEST_HALFTONE;
    sometimes(
        "halftone",
        isVisible ? halftone.share() : 0,
        random ->
            new Halftone(
                Math.max(FINEST_HALFTONE, length(random, halftone.strength())),
                angle(random),
                random.nextDouble()));
    sometimes(
        "fading",
        parameters.fading().share(),
        random ->
            // Shadows lose more than lights.
            fading(at(random, parameters.fading().strength()), 0.4 + 0.6 * random.nextDouble()));
    sometimes(
        "uneven light",
        parameters.unevenLight().share(),
        random ->
            new UnevenLight(
                at(random, parameters.unevenLight().strength()),
                angle(random),
                (2 * random.nextDouble() - 1) * at(random, parameters.unevenLight().strength())));
    sometimes(
        "paper",
        parameters.paper().share(),
        random ->
            new Paper(
                at(random, parameters.paper().strength()),
                length(random, parameters.paper().size()),
                seed(random)));
  }

  private void damage() {
    Spots folds = parameters.folds();
    Random folding = random("folds");
    if (happens(folding, folds.share())) {
      for (int i = count(folding, folds.count()); i > 0; i--) {
        stages.add(
            new Fold(
                angle(folding),
                1.6 * folding.nextDouble() - 0.8,
                length(folding, folds.size()),
                0.3 * folding.nextDouble(),
                0.7 + 0.25 * folding.nextDouble(),
                seed(folding)));
      }
    }
    sometimes(
        "overlays",
        overlays.isEmpty() ? 0 : parameters.overlays().share(),
        random ->
            new Overlay(
                overlays.get(random.nextInt(overlays.size())),
                random.nextBoolean(),
                random.nextBoolean(),
                at(random, parameters.overlays().strength()),
                level(random)));
    Lines scratches = parameters.scratches();
    sometimes(
        "scratches",
        scratches.share(),
        random ->
            new Scratches(
                count(random, scratches.count()),
                length(random, scratches.length()),
                length(random, scratches.width()),
                level(random),
                seed(random)));
    Lines hairs = parameters.hairs();
    sometimes(
        "hairs",
        hairs.share(),
        random ->
            new Hairs(
                count(random, hairs.count()),
                length(random, hairs.length()),
                length(random, hairs.width()),
                level(random),
                seed(random)));
    Spots dust = parameters.dust();
    sometimes(
        "dust",
        dust.share(),
        random ->
            new Dust(
                count(random, dust.count()),
                length(random, dust.size()),
                level(random),
                seed(random)));
  }

  private Stage monochrome(Random random) {
    double red = at(random, parameters.monochrome().strength());
    double blue = (1 - red) / (1 + GREEN_TO_BLUE);
    // The less an emulsion sees red, the more it sees blue.
    double shift = random.nextDouble() * (0.3 - Math.min(0.3, red));
    return new Monochrome(blue + shift, 1 - red - blue - shift, red);
  }

  /** Divides what is lost between black and white. */
  private static Stage fading(double loss, double share) {
    return new Fading(loss * share, 1 - loss * (1 - share));
  }

  private void round(String name, Round round) {
    Random random = random(name);
    if (happens(random, round.share())) {
      round(random, round);
    }
  }

  private void round(Random random, Round round) {
    stages.add(new GaussianBlur(length(random, round.blur())));
    stages.add(new Shrink(Math.max(1, length(random, round.shrink()))));
    stages.add(new GaussianNoise(at(random, round.noise()), seed(random)));
    stages.add(new Jpeg((int) at(random, round.quality())));
    stages.add(new Resize(width, height));
  }

  private void sometimes(String name, double share, Function<Random, Stage> stage) {
    Random random = random(name);
    if (happens(random, share)) {
      stages.add(stage.apply(random));
    }
  }

  private Random random(String name) {
    return new Random(Seeds.mixed(seed + name.hashCode()));
  }

  private static boolean happens(Random random, double share) {
    return random.nextDouble() < share;
  }

  private static double at(Random random, Range range) {
    return range.at(random.nextDouble());
  }

  /** {@return a direction in radians} */
  private static double angle(Random random) {
    return -Math.PI + 2 * Math.PI * random.nextDouble();
  }

  private double length(Random random, Range range) {
    return at(random, range) * scale;
  }

  private static int count(Random random, Range range) {
    return (int) Math.rint(at(random, range));
  }

  /** {@return a seed that JSON's numbers can hold} */
  private static long seed(Random random) {
    return random.nextLong() >>> 16;
  }

  /** {@return a lightness near white or near black} */
  private double level(Random random) {
    boolean isLight = happens(random, parameters.lightDamage());
    double away = 0.25 * random.nextDouble();
    return isLight ? 1 - away : away;
  }
}
