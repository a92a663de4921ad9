package io.gpen.degrade;

import io.gpen.degrade.DegradationParameters.Effect;
import io.gpen.degrade.DegradationParameters.Lines;
import io.gpen.degrade.DegradationParameters.Range;
import io.gpen.degrade.DegradationParameters.Round;
import io.gpen.degrade.DegradationParameters.Spots;
import io.gpen.degrade.DegradationParameters.Texture;
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
import java.util.function.Function;

/**
 * Draws degradations. All numbers come from {@link java.util.Random}, whose algorithm is specified,
 * so a seed gives the same degradation on every machine. Each effect draws from a sequence of its
 * own: other parameters of one effect leave the others as they are.
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
    RandomNumbers clear = numbers("nearly clear");
    boolean isNearlyClear = clear.happens(parameters.nearlyClear().share());
    if (!isNearlyClear) {
      capture();
      age();
      damage();
    }
    Effect sepia = parameters.sepia();
    int before = stages.size();
    sometimes("sepia", sepia.share(), n -> new Sepia(n.in(sepia.strength()), n.between(0, 1)));
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
    RandomNumbers n = new RandomNumbers(seed, scale);
    if (n.happens(parameters.flip())) {
      stages.add(new Flip());
    }
    if (n.happens(parameters.grey())) {
      stages.add(new Grey());
    }
    boolean isotropic = n.happens(ISOTROPIC_SHARE);
    double sigmaX = n.length(round.blur());
    double sigmaY = n.length(round.blur());
    double angle = n.angle();
    double downscale = n.in(round.shrink());
    double noise = n.in(round.noise());
    // The reference draws a fraction, which the encoder truncates.
    int quality = (int) n.in(round.quality());
    long noiseSeed = n.seed();
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
    Effect defocus = parameters.defocus();
    sometimes("defocus", defocus.share(), n -> new Defocus(n.length(defocus.strength())));
    Effect motion = parameters.motion();
    sometimes(
        "motion", motion.share(), n -> new MotionBlur(n.length(motion.strength()), n.angle()));
    Effect contrast = parameters.contrast();
    sometimes("contrast", contrast.share(), n -> new Contrast(n.in(contrast.strength())));
    Texture grain = parameters.grain();
    sometimes(
        "grain",
        grain.share(),
        n -> new Grain(n.in(grain.strength()), n.length(grain.size()), n.seed()));
  }

  /** What happens to the print. */
  private void age() {
    Effect halftone = parameters.halftone();
    boolean isVisible = halftone.strength().max() * scale >= FINEST_HALFTONE;
    sometimes(
        "halftone",
        isVisible ? halftone.share() : 0,
        n ->
            new Halftone(
                Math.max(FINEST_HALFTONE, n.length(halftone.strength())),
                n.angle(),
                n.between(0, 1)));
    Effect fading = parameters.fading();
    sometimes("fading", fading.share(), n -> fading(n.in(fading.strength()), n));
    Effect light = parameters.unevenLight();
    sometimes(
        "uneven light",
        light.share(),
        n ->
            new UnevenLight(
                n.in(light.strength()), n.angle(), n.between(-1, 1) * n.in(light.strength())));
    Texture paper = parameters.paper();
    sometimes(
        "paper",
        paper.share(),
        n -> new Paper(n.in(paper.strength()), n.length(paper.size()), n.seed()));
  }

  private void damage() {
    Spots folds = parameters.folds();
    RandomNumbers folding = numbers("folds");
    if (folding.happens(folds.share())) {
      for (int i = folding.count(folds.count()); i > 0; i--) {
        stages.add(fold(folding));
      }
    }
    double light = parameters.lightDamage();
    Range strength = parameters.overlays().strength();
    sometimes(
        "overlays",
        overlays.isEmpty() ? 0 : parameters.overlays().share(),
        n ->
            new Overlay(
                overlays.get(n.index(overlays.size())),
                n.happens(0.5),
                n.happens(0.5),
                n.in(strength),
                n.level(light)));
    Lines scratches = parameters.scratches();
    sometimes(
        "scratches",
        scratches.share(),
        n ->
            new Scratches(
                n.count(scratches.count()),
                n.length(scratches.length()),
                n.length(scratches.width()),
                n.level(light),
                n.seed()));
    Lines hairs = parameters.hairs();
    sometimes(
        "hairs",
        hairs.share(),
        n ->
            new Hairs(
                n.count(hairs.count()),
                n.length(hairs.length()),
                n.length(hairs.width()),
                n.level(light),
                n.seed()));
    Spots dust = parameters.dust();
    sometimes(
        "dust",
        dust.share(),
        n -> new Dust(n.count(dust.count()), n.length(dust.size()), n.level(light), n.seed()));
  }

  private Stage monochrome(RandomNumbers n) {
    double red = n.in(parameters.monochrome().strength());
    double blue = (1 - red) / (1 + GREEN_TO_BLUE);
    // The less an emulsion sees red, the more it sees blue.
    double shift = n.between(0, Math.max(0, 0.3 - red));
    return new Monochrome(blue + shift, 1 - red - blue - shift, red);
  }

  /** Shadows lose more than lights. */
  private static Stage fading(double loss, RandomNumbers n) {
    double share = n.between(0.4, 1);
    return new Fading(loss * share, 1 - loss * (1 - share));
  }

  private Stage fold(RandomNumbers n) {
    return new Fold(
        n.angle(),
        n.between(-0.8, 0.8),
        n.length(parameters.folds().size()),
        n.between(0, 0.3),
        n.between(0.7, 0.95),
        n.seed());
  }

  private void round(String name, Round round) {
    RandomNumbers n = numbers(name);
    if (n.happens(round.share())) {
      round(n, round);
    }
  }

  private void round(RandomNumbers n, Round round) {
    stages.add(new GaussianBlur(n.length(round.blur())));
    stages.add(new Shrink(Math.max(1, n.length(round.shrink()))));
    stages.add(new GaussianNoise(n.in(round.noise()), n.seed()));
    stages.add(new Jpeg((int) n.in(round.quality())));
    stages.add(new Resize(width, height));
  }

  private void sometimes(String name, double share, Function<RandomNumbers, Stage> stage) {
    RandomNumbers n = numbers(name);
    if (n.happens(share)) {
      stages.add(stage.apply(n));
    }
  }

  private RandomNumbers numbers(String name) {
    return new RandomNumbers(Seeds.mixed(seed + name.hashCode()), scale);
  }
}
