package io.gpen.degrade;

import io.gpen.degrade.stage.DamagePicture;
import io.gpen.files.FileErrors;
import io.gpen.files.Sha256;
import io.gpen.files.TextFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What the copies of photos depend on beside the photos.
 *
 * @param preset where what a file does not say comes from
 * @param parameters what degradations are drawn from
 * @param pairs whether what happens to both halves of a pair happens at all: mirroring, and grey as
 *     in the reference
 * @param seed equal seeds give equal copies
 * @param size the longer side of the copies in pixels; smaller photos keep their size
 * @param damage the pictures of damage; may be empty
 */
public record DegradeSettings(
    DegradationPreset preset,
    DegradationParameters parameters,
    boolean pairs,
    long seed,
    OptionalInt size,
    List<DamagePicture> damage) {

  /** Checks the size. */
  public DegradeSettings {
    if (size.isPresent() && size.getAsInt() < 1) {
      throw new IllegalArgumentException("size must be 1 or more");
    }
  }

  /** The name of the file that a run writes into its output folder. */
  public static final String FILE = "degrade.properties";

  private static final String PRESET = "preset";
  private static final String SEED = "seed";
  private static final String SIZE = "size";
  private static final String PAIRS = "pairs";
  private static final String DAMAGE = "damage";
  private static final String NONE = "none";

  /**
   * {@return the settings of a preset}
   *
   * @param preset the preset
   * @param pairs whether the clear halves are written as well
   * @param damage the pictures of damage; may be empty
   */
  public static DegradeSettings of(
      DegradationPreset preset, boolean pairs, List<DamagePicture> damage) {
    return new DegradeSettings(
        preset, preset.parameters(), pairs, 1, OptionalInt.empty(), List.copyOf(damage));
  }

  /**
   * {@return the settings in a file, with those of {@code like} where it says nothing} What it says
   * nothing of is taken from its own preset if it names one.
   *
   * @param file names and values as in {@link Properties}
   * @param like the other settings
   * @throws DegradeUsageException if something in the file is not possible, or it was written by a
   *     run with other pictures of damage
   * @throws IOException if the file cannot be read
   */
  public static DegradeSettings read(Path file, DegradeSettings like) throws IOException {
    Properties found = new Properties();
    try {
      found.load(new StringReader(TextFile.read(file)));
      return read(found, like);
    } catch (IllegalArgumentException e) {
      throw new DegradeUsageException(file + ": " + e.getMessage());
    } catch (FileSystemException e) {
      throw new IOException(file + " cannot be read: " + FileErrors.reason(e), e);
    }
  }

  private static DegradeSettings read(Properties found, DegradeSettings like) {
    String named = found.getProperty(PRESET, like.preset.toString());
    DegradationPreset preset =
        Arrays.stream(DegradationPreset.values())
            .filter(each -> each.toString().equals(named))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "preset must be one of "
                            + Arrays.stream(DegradationPreset.values())
                                .map(DegradationPreset::toString)
                                .collect(Collectors.joining(", "))
                            + ", not "
                            + named));
    Map<String, String> run = like.run();
    Map<String, String> values = ParameterText.of(preset.parameters());
    String damage = run.get(DAMAGE);
    for (String name : found.stringPropertyNames()) {
      (run.containsKey(name) ? run : values).put(name, found.getProperty(name).strip());
    }
    if (found.containsKey(DAMAGE) && !run.get(DAMAGE).equals(damage)) {
      throw new IllegalArgumentException(
          "the run that wrote it had other pictures of damage; name their folder with --damage");
    }
    return new DegradeSettings(
        preset,
        ParameterText.parse(values),
        bool(PAIRS, run),
        whole(SEED, run),
        run.get(SIZE).equals(NONE) ? OptionalInt.empty() : OptionalInt.of((int) whole(SIZE, run)),
        like.damage);
  }

  private static boolean bool(String name, Map<String, String> values) {
    return switch (values.get(name)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              name + " must be true or false, not " + values.get(name));
    };
  }

  private static long whole(String name, Map<String, String> values) {
    try {
      return Long.parseLong(values.get(name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          name + " must be a whole number, not " + values.get(name), e);
    }
  }

  /**
   * {@return the same with what a command line says}
   *
   * @param newSeed instead of the seed
   * @param newSize instead of the size
   */
  public DegradeSettings with(Optional<Long> newSeed, OptionalInt newSize) {
    return new DegradeSettings(
        preset,
        parameters,
        pairs,
        newSeed.orElse(seed),
        newSize.isPresent() ? newSize : size,
        damage);
  }

  /** {@return what degradations are drawn from, with regard to pairs} */
  DegradationParameters effective() {
    return pairs ? parameters : parameters.keepingClear();
  }

  /** {@return the content of a file from which {@link #read} makes equal settings} */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("# How the copies in this folder were made. gpen degrade --parameters FILE\n");
    text.append("# makes them again from the same photos; docs/degrade.md explains the names.\n");
    Map<String, String> values = run();
    values.putAll(ParameterText.of(parameters));
    values.forEach((name, value) -> text.append(name + " = " + value + "\n"));
    return text.toString();
  }

  /** {@return everything but the parameters} */
  private Map<String, String> run() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(PRESET, preset.toString());
    values.put(SEED, Long.toString(seed));
    values.put(SIZE, size.isPresent() ? Integer.toString(size.getAsInt()) : NONE);
    values.put(PAIRS, Boolean.toString(pairs));
    values.put(DAMAGE, damage.isEmpty() ? NONE : digest());
    return values;
  }

  private String digest() {
    MessageDigest digest = Sha256.digest();
    damage.forEach(picture -> picture.addTo(digest));
    return Sha256.finish(digest).hex();
  }
}
