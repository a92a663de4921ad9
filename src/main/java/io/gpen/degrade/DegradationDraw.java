package io.gpen.degrade;

import io.gpen.degrade.DegradationParameters.Effect;
import io.gpen.degrade.DegradationParameters.Range;
import io.gpen.degrade.DegradationParameters.Round;
import io.gpen.degrade.stage.Contrast;
import io.gpen.degrade.stage.Defocus;
import io.gpen.degrade.stage.Fading;
import io.gpen.degrade.stage.Flip;
import io.gpen.degrade.stage.GaussianBlur;
import io.gpen.degrade.stage.GaussianNoise;
import io.gpen.degrade.stage.Grain;
import io.gpen.degrade.stage.Grey;
import io.gpen.degrade.stage.Jpeg;
import io.gpen.degrade.stage.Monochrome;
import io.gpen.degrade.stage.MotionBlur;
import io.gpen.degrade.stage.ReferenceBlur;
import io.gpen.degrade.stage.ReferenceResize;
import io.gpen.degrade.stage.ReferenceShrink;
import io.gpen.degrade.stage.Resize;
import io.gpen.degrade.stage.Sepia;
import io.gpen.degrade.stage.Shrink;
import io.gpen.degrade.stage.Stage;
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
  private static final Range ANGLES = new Range(-Math.PI, Math.PI);
  // Of ITU-R BT.601, as OpenCV makes grey.
  private static final double GREEN_TO_BLUE = 0.587 / 0.114;

  private final DegradationParameters parameters;
  private final long seed;
  private final int width;
  private final int height;
  private final double scale;
  private final List<Stage> tone = new ArrayList<>();
  private final List<Stage> stages = new ArrayList<>();

  private DegradationDraw(DegradationParameters parameters, long seed, int width, int height) {
    this.parameters = parameters;
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
   * @param seed seeds that are near each other may give similar degradations; see {@link #seedOf}
   * @param width of the picture in pixels
   * @param height of the picture in pixels
   */
  static Degradation draw(DegradationParameters parameters, long seed, int width, int height) {
    return new DegradationDraw(parameters, seed, width, height).draw();
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
    one("monochrome", parameters.monochrome(), random -> monochrome(random));
    tone.addAll(stages);
    stages.addAll(reference);
    Random clear = random("nearly clear");
    boolean isNearlyClear = happens(clear, parameters.nearlyClear().share());
    if (!isNearlyClear) {
      capture();
    }
    int before = stages.size();
    one("sepia", parameters.sepia(), random -> new Sepia(strength(random, parameters.sepia())));
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
    double angle = at(random, ANGLES);
    double downscale = at(random, round.shrink());
    double noise = at(random, round.noise());
    // The reference draws a fraction, which the encoder truncates.
    int quality = (int) at(random, round.quality());
    long noiseSeed = random.nextLong() >>> 16;
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

  /** What happens before and while a print is made. */
  private void capture() {
    one("defocus", parameters.defocus(), r -> new Defocus(length(r, parameters.defocus())));
    one(
        "motion",
        parameters.motion(),
        r -> new MotionBlur(length(r, parameters.motion()), at(r, ANGLES)));
    one("contrast", parameters.contrast(), r -> new Contrast(strength(r, parameters.contrast())));
    one(
        "grain",
        parameters.grain(),
        r ->
            new Grain(
                strength(r, parameters.grain()),
                at(r, parameters.grainSize()) * scale,
                r.nextLong() >>> 16));
    one("fading", parameters.fading(), r -> fading(strength(r, parameters.fading()), r));
  }

  private Stage monochrome(Random random) {
    double red = strength(random, parameters.monochrome());
    double blue = (1 - red) / (1 + GREEN_TO_BLUE);
    // The less an emulsion sees red, the more it sees blue.
    double shift = random.nextDouble() * (0.3 - Math.min(0.3, red));
    return new Monochrome(blue + shift, 1 - red - blue - shift, red);
  }

  private static Stage fading(double loss, Random random) {
    double dark = loss * random.nextDouble();
    return new Fading(dark, 1 - (loss - dark));
  }

  private void round(String name, Round round) {
    Random random = random(name);
    if (happens(random, round.share())) {
      round(random, round);
    }
  }

  private void round(Random random, Round round) {
    double blur = at(random, round.blur()) * scale;
    double shrink = at(random, round.shrink()) * scale;
    stages.add(new GaussianBlur(blur));
    stages.add(new Shrink(Math.max(1, shrink)));
    stages.add(new GaussianNoise(at(random, round.noise()), random.nextLong() >>> 16));
    stages.add(new Jpeg((int) at(random, round.quality())));
    stages.add(new Resize(width, height));
  }

  private void one(String name, Effect effect, Function<Random, Stage> stage) {
    Random random = random(name);
    if (happens(random, effect.share())) {
      stages.add(stage.apply(random));
    }
  }

  private Random random(String name) {
    return new Random(seed + 0x9E3779B97F4A7C15L * name.hashCode());
  }

  private static boolean happens(Random random, double share) {
    return random.nextDouble() < share;
  }

  private static double at(Random random, Range range) {
    return range.at(random.nextDouble());
  }

  private static double strength(Random random, Effect effect) {
    return at(random, effect.strength());
  }

  private double length(Random random, Effect effect) {
    return strength(random, effect) * scale;
  }
}
