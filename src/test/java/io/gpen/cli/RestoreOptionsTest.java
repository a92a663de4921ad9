package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.batch.BatchRequest;
import io.gpen.detect.DetectionOptions;
import io.gpen.engine.DeviceChoice;
import io.gpen.engine.EngineOptions;
import io.gpen.guard.GuardOptions;
import io.gpen.image.OutputOptions;
import io.gpen.image.PhotoFormat;
import io.gpen.paste.PasteOptions;
import io.gpen.restore.FaceList;
import io.gpen.restore.FaceTask;
import io.gpen.restore.RestoreOptions;
import io.gpen.restore.SelectionOptions;
import io.gpen.tuning.PrecisionChoice;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the options of restore become a request, wherever they come from. */
class RestoreOptionsTest {

  private final CommandLineRun gpen = new CommandLineRun();

  @TempDir private Path folder;

  private BatchRequest batch(String... arguments) {
    assertEquals(0, gpen.restore(arguments), gpen.err());
    return gpen.job.batch();
  }

  private RestoreOptions faces(String... arguments) {
    return batch(arguments).restore();
  }

  @Test
  void theDefaultsAreThoseOfThePackages() {
    BatchRequest batch = batch();
    assertEquals(List.of(Path.of("in")), batch.inputs());
    assertEquals(Path.of("out"), batch.output());
    assertEquals(RestoreOptions.DEFAULTS, batch.restore());
    assertEquals(OutputOptions.DEFAULTS, batch.write());
    assertEquals(200_000_000, batch.maxPixels());
    assertEquals(Long.MAX_VALUE, batch.limit());
    assertEquals(Optional.empty(), batch.maxTime());
    assertEquals("0.3.0", batch.toolVersion());
    assertFalse(batch.recursive() || batch.overwrite() || batch.dryRun() || batch.retryFailed());
    assertEquals(EngineOptions.DEFAULT, gpen.job.engine());
    assertEquals(PrecisionChoice.AUTO, gpen.job.precision());
    assertEquals(Optional.empty(), gpen.job.models().generator());
    assertEquals(Optional.empty(), gpen.job.models().detector());
  }

  @Test
  void aMissingFileOfOptionsIsNamed() {
    assertEquals(2, gpen.run("restore", "@/nonexistent/options.txt"));
    assertTrue(gpen.err().contains("there is no option file /nonexistent/options.txt"), gpen.err());
  }

  @Test
  void whoFindsNoPhotosIsToldOfTheFoldersInside() {
    assertEquals(0, gpen.restore());
    assertTrue(gpen.err().contains("-r includes subfolders"), gpen.err());
  }

  @Test
  void whoLookedIntoTheFoldersInsideIsNotToldOfThem() {
    assertEquals(0, gpen.restore("-r"));
    assertFalse(gpen.err().contains("-r includes"), gpen.err());
  }

  @Test
  void precisionArrives() {
    batch("--precision", "bf16");
    assertEquals(PrecisionChoice.BF16, gpen.job.precision());
    assertEquals(2, gpen.restore("--precision", "fp16"));
    assertTrue(
        gpen.err().contains("expected one of [AUTO, FP32, BF16] (case-insensitive) but was 'fp16'"),
        gpen.err());
  }

  @Test
  void facesAreGuardedUnlessTold() {
    assertEquals(new GuardOptions(GuardOptions.Mode.KEEP, Optional.empty()), faces().guards());
    assertEquals(GuardOptions.Mode.OFF, faces("--guard", "off").guards().mode());
    assertEquals(Optional.of(0.3), faces("--identity", "i.pt").guards().minIdentity());
    gpen.environment.put("GPEN_MIN_IDENTITY", "0.5");
    assertEquals(Optional.empty(), faces().guards().minIdentity());
    gpen.environment.put("GPEN_IDENTITY", "i.pt");
    assertEquals(Optional.of(0.4), faces("--min-identity", "0.4").guards().minIdentity());
  }

  @Test
  void theMaskAndItsModelArrive() {
    assertEquals(PasteOptions.Mask.FACE, faces().paste().mask());
    assertEquals(PasteOptions.Mask.SQUARE, faces("--mask", "square").paste().mask());
    assertEquals(PasteOptions.Mask.PARSING, faces("--mask", "parsing").paste().mask());
    assertEquals(Optional.empty(), gpen.job.models().parser());
    batch("--mask", "PARSING", "--parser", "my.pth");
    assertEquals(Optional.of("my.pth"), gpen.job.models().parser());
  }

  @Test
  void everyOptionArrives() {
    BatchRequest batch =
        batch(
            ("-i b -r --exclude *.tmp --exclude x/** --score 0.5 --min-face 20 --max-faces 3"
                    + " --max-shrink 2 --faces 3,1 --skip-faces 2 --alpha 0.25 --keep-tone OFF --mono"
                    + " OFF --save-faces f --compare c --format webp --quality 80 --strip-metadata"
                    + " --overwrite --dry-run --limit 7 --max-time 1h30m --retry-failed --max-pixels"
                    + " 12.5MP --device cuda:1 --threads 3 -m GPEN-BFR-512 --key g --detector"
                    + " RetinaFace-R50 --guard warn --identity i.pt --min-identity 0.4")
                .split(" "));
    assertEquals(List.of(Path.of("in"), Path.of("b")), batch.inputs());
    assertTrue(batch.recursive() && batch.overwrite() && batch.dryRun() && batch.retryFailed());
    assertEquals(List.of("*.tmp", "x/**"), batch.excludes());
    assertEquals(
        new RestoreOptions(
            DetectionOptions.DEFAULTS.withMinScore(0.5),
            new SelectionOptions(
                20,
                3,
                SelectionOptions.FaceChoice.ALL,
                2,
                List.of(1, 3),
                List.of(2),
                FaceList.NONE),
            new GuardOptions(GuardOptions.Mode.WARN, Optional.of(0.4)),
            new PasteOptions(0.25, PasteOptions.Mask.FACE, 1, false, false),
            RestoreOptions.Mono.OFF,
            false,
            new FaceTask.Restore(),
            0),
        batch.restore());
    assertEquals(new OutputOptions(Optional.of(PhotoFormat.WEBP), 80, true), batch.write());
    assertEquals(Optional.of(Path.of("f")), batch.saveFaces());
    assertEquals(Optional.of(Path.of("c")), batch.compare());
    assertEquals(7, batch.limit());
    assertEquals(Optional.of(Duration.ofMinutes(90)), batch.maxTime());
    assertEquals(12_500_000, batch.maxPixels());
    assertEquals(
        new EngineOptions(new DeviceChoice(DeviceChoice.Kind.CUDA, 1), 3), gpen.job.engine());
    assertEquals(Optional.of("GPEN-BFR-512"), gpen.job.models().generator());
    assertEquals(Optional.of("g"), gpen.job.models().key());
    assertEquals(Optional.of("RetinaFace-R50"), gpen.job.models().detector());
    assertEquals(Optional.of("i.pt"), gpen.job.models().identity());
  }

  @Test
  void theOtherTasksArriveAsOptionsOfTheSamePipeline() {
    assertEquals(0, gpen.run("colorize", "-i", "in", "-o", "out", "--score", "0.5"), gpen.err());
    RestoreOptions colour = gpen.job.batch().restore();
    assertEquals(new FaceTask.Colorize(), colour.task());
    assertEquals(0.5, colour.detection().minScore());
    assertEquals(0, gpen.run("inpaint", "-i", "in", "-o", "out", "--masks", "m", "--aligned"));
    assertEquals(new FaceTask.Inpaint(Path.of("m")), gpen.job.batch().restore().task());
    assertTrue(gpen.job.batch().restore().aligned());
    assertEquals(2, gpen.run("inpaint", "-i", "in", "-o", "out"), "no masks");
    assertEquals(0, gpen.run("seg2face", "-i", "in", "-o", "out", "-m", "x"), gpen.err());
    assertEquals(new FaceTask.SegmentationToFace(), gpen.job.batch().restore().task());
    assertTrue(gpen.job.batch().restore().aligned());
    assertEquals(Optional.of("x"), gpen.job.models().generator());
  }

  @Test
  void aShareGivenByHandWinsOverTheAutomaticOne() {
    assertTrue(faces().paste().blend());
    assertFalse(faces("--blend", "off").paste().blend());
    gpen.environment.put("GPEN_BLEND", "auto");
    assertFalse(faces("--alpha", "1").paste().blend());
    assertEquals(0.5, faces("--blend", "off", "--alpha", "0.5").paste().alpha());
    assertEquals(1, faces("--blend", "off").paste().alpha());
  }

  @Test
  void enlargingArrives() {
    assertEquals(0, faces().upscale());
    assertEquals(
        3,
        batch("--upscale 3 --upscaler realesr-general-x4v3 --denoise 0.25 --tile 200".split(" "))
            .restore()
            .upscale());
    assertEquals(Optional.of("realesr-general-x4v3"), gpen.job.models().upscaler());
    assertEquals(OptionalDouble.of(0.25), gpen.job.models().denoise());
    assertEquals(OptionalInt.of(200), gpen.job.tile());
  }

  @Test
  void alignedCropsAreNotEnlarged() {
    assertEquals(2, gpen.restore("--upscale", "2", "--aligned"));
    assertTrue(gpen.err().contains("--aligned and --upscale cannot be combined"), gpen.err());
  }

  @ParameterizedTest
  @CsvSource({
    "--aligned --faces 1, --faces has no effect with --aligned",
    "--aligned --skip-faces 1, --skip-faces has no effect with --aligned",
    "--aligned --min-face 20, --min-face has no effect with --aligned",
    "--aligned --max-faces 2, --max-faces has no effect with --aligned",
    "--aligned --largest-only, --largest-only has no effect with --aligned",
    "--aligned --center-only, --center-only has no effect with --aligned",
    "--aligned --mask face, --mask has no effect with --aligned",
    "--aligned --grain 2, --grain has no effect with --aligned",
    "--aligned --parser p, --parser has no effect with --aligned",
    "--aligned --detector d, --detector has no effect with --aligned",
    "--aligned --score 0.5, --score has no effect with --aligned",
    "--aligned --detect-scales 1, --detect-scales has no effect with --aligned",
    "--aligned --tiles off, --tiles has no effect with --aligned",
    "--aligned --angles 0, --angles has no effect with --aligned",
    "--largest-only --max-faces 2, --max-faces has no effect with --largest-only",
    "--center-only --max-faces 2, --max-faces has no effect with --center-only",
    "--upscaler x, --upscaler has no effect without --upscale",
    "--tile 100, --tile has no effect without --upscale",
    "--denoise 0, --denoise has no effect without --upscale",
    "--min-identity 0.5, --min-identity has no effect without --identity",
    "--guard off --identity i, --identity has no effect with --guard off",
    "--parser p, --parser has no effect without --mask parsing",
    "--alpha 1 --blend auto, --blend has no effect with --alpha",
    "--format png --quality 80, --quality has no effect with --format png",
    "--quiet --verbose, --verbose has no effect with --quiet",
  })
  void optionsWithoutEffectAreUsageErrors(String options, String message) {
    assertEquals(2, gpen.restore(options.split(" ")));
    assertTrue(gpen.err().contains(message), gpen.err());
    assertEquals(null, gpen.job);
  }

  @ParameterizedTest
  @CsvSource({
    "colorize, --score 0.5",
    "inpaint --masks m, --tiles off",
  })
  void theOtherTasksRefuseThemAsWell(String command, String option) {
    assertEquals(2, gpen.run((command + " -i in -o out --aligned " + option).split(" ")));
    String message = option.split(" ")[0] + " has no effect with --aligned";
    assertTrue(gpen.err().contains(message), gpen.err());
  }

  @Test
  void optionsThatDoNotApplyAreIgnoredWhereTheyAreMeantForManyRuns() {
    gpen.environment.put("GPEN_SCORE", "0.5");
    gpen.environment.put("GPEN_MASK", "square");
    assertTrue(faces("--aligned").aligned());
  }

  @Test
  void otherValuesThatMeanSomething() {
    assertTrue(faces("--aligned").aligned());
    assertEquals(Double.POSITIVE_INFINITY, faces("--max-shrink", "off").selection().maxShrink());
    assertEquals(SelectionOptions.FaceChoice.CENTRE, faces("--center-only").selection().choice());
    assertEquals(1, faces().paste().grain());
    assertEquals(0, faces("--grain", "off").paste().grain());
    assertEquals(1, faces("--grain", "AUTO").paste().grain());
    assertEquals(1.5, faces("--grain", "1.5").paste().grain());
    assertEquals(Duration.ofHours(6), batch("--max-time", "6h").maxTime().orElseThrow());
    assertEquals(Duration.ofSeconds(90), batch("--max-time", "90s").maxTime().orElseThrow());
    assertEquals(90_000, batch("--max-pixels", "90000").maxPixels());
    assertEquals(Optional.of(PhotoFormat.JPEG), batch("--format", "jpg").write().format());
    assertEquals(Optional.of(PhotoFormat.TIFF), batch("--format", "TIFF").write().format());
  }

  @ParameterizedTest
  @CsvSource({
    "--alpha, 1.01, 'a number from 0 to 1'",
    "--alpha, -0.1, 'a number from 0 to 1'",
    "--alpha, NaN, 'a number from 0 to 1'",
    "--grain, 2.1, 'auto, off or a number from 0 to 2'",
    "--grain, on, 'auto, off or a number from 0 to 2'",
    "--score, 2, 'a number from 0 to 1'",
    "--score, high, 'a number from 0 to 1'",
    "--quality, 0, 'from 1 to 100'",
    "--quality, 101, 'from 1 to 100'",
    "--quality, 9.5, 'from 1 to 100'",
    "--min-face, -1, 'pixels'",
    "--max-faces, 0, '1 or more'",
    "--upscale, 5, '1, 2, 3 or 4'",
    "--tile, 0, '1 or more'",
    "--max-shrink, none, 'or off'",
    "--max-shrink, 0, 'above 0'",
    "--max-shrink, 1e3, 'above 0'",
    "--alpha, 1f, 'a number from 0 to 1'",
    "--alpha, 0x1p-1, 'a number from 0 to 1'",
    "--max-pixels, 0MP, 'such as 200MP'",
    "--max-pixels, 0000, 'such as 200MP'",
    "--threads, 0, 'a whole number from 1 to'",
    "--threads, 20000, 'a whole number from 1 to'",
    "--threads, ٣, 'a whole number from 1 to'",
    "--limit, -1, '1 or more'",
    "--limit, 9999999999, '1 or more'",
    "--max-time, 6, 'such as 6h'",
    "--max-time, 0h, 'such as 6h'",
    "--max-time, '', 'such as 6h'",
    "--max-pixels, 200, 'such as 200MP'",
    "--max-pixels, lots, 'such as 200MP'",
    "--format, heic, 'jpeg, png'",
    "--device, gpu, 'cuda:N'",
    "--mono, maybe, 'auto, on, off'",
    "--mask, round, 'square, parsing'",
    "--fail-on, some, 'none, new, any, all'",
  })
  void valuesOutOfRangeAreUsageErrorsThatNameOptionAndRange(
      String option, String value, String range) {
    assertEquals(2, gpen.restore(option + "=" + value));
    String message = gpen.err().lines().findFirst().orElseThrow();
    assertTrue(message.contains(option), message);
    assertTrue(message.toLowerCase(Locale.ROOT).contains(range.toLowerCase(Locale.ROOT)), message);
    assertEquals(null, gpen.job);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-i",
        "-o",
        "--exclude",
        "--save-faces",
        "--compare",
        "-m",
        "--key",
        "--detector",
        "--parser",
        "--model-zoo"
      })
  void noOptionMayBeEmpty(String option) {
    assertEquals(2, gpen.restore(option, ""), gpen.err());
    assertEquals(2, gpen.run("restore", "--input=", "--output=out"));
    assertFalse(gpen.err().contains("Exception"), gpen.err());
    assertEquals(null, gpen.job);
  }

  @Test
  void anEmptyArgumentIsAnError() {
    assertEquals(2, gpen.run("detect", ""));
    assertEquals(2, gpen.run("models", "fetch", ""));
    assertTrue(gpen.err().contains("NAME is empty"), gpen.err());
  }

  @Test
  void namesOfChoicesAreTakenInAnyCase() {
    assertEquals(PrecisionChoice.FP32, jobOf("--precision", "FP32").precision());
    assertEquals(DeviceChoice.Kind.CUDA, jobOf("--device", "CUDA:1").engine().device().kind());
    assertEquals(Optional.of(PhotoFormat.TIFF), batch("--format", "TIFF").write().format());
    assertEquals(RestoreOptions.Mono.OFF, faces("--mono", "Off").mono());
    assertEquals(Double.POSITIVE_INFINITY, faces("--max-shrink", "OFF").selection().maxShrink());
    assertEquals(Duration.ofHours(6), batch("--max-time", "6H").maxTime().orElseThrow());
  }

  private RestoreJob jobOf(String... arguments) {
    batch(arguments);
    return gpen.job;
  }

  @Test
  void largestAndCentreExcludeEachOther() {
    assertEquals(2, gpen.restore("--largest-only", "--center-only"));
    assertTrue(gpen.err().contains("cannot be combined"), gpen.err());
  }

  @Test
  void optionsComeFromTheEnvironment() {
    gpen.environment.put("GPEN_MAX_SHRINK", "off");
    gpen.environment.put("GPEN_MODEL", "GPEN-BFR-512");
    gpen.environment.put("GPEN_RECURSIVE", "true");
    gpen.environment.put("GPEN_QUALITY", "");
    BatchRequest batch = batch();
    assertEquals(Double.POSITIVE_INFINITY, batch.restore().selection().maxShrink());
    assertEquals(Optional.of("GPEN-BFR-512"), gpen.job.models().generator());
    assertTrue(batch.recursive());
    assertEquals(95, batch.write().quality());
  }

  @Test
  void theCommandLineWinsOverTheEnvironment() {
    gpen.environment.put("GPEN_ALPHA", "0.5");
    gpen.environment.put("GPEN_RECURSIVE", "true");
    assertEquals(0.75, faces("--alpha", "0.75").paste().alpha());
    assertTrue(batch("-r").recursive());
  }

  @Test
  void evenWhatIsRequiredMayComeFromTheEnvironment() {
    gpen.environment.put("GPEN_INPUT", "scans");
    gpen.environment.put("GPEN_OUTPUT", "restored");
    assertEquals(0, gpen.run("restore"), gpen.err());
    assertEquals(List.of(Path.of("scans")), gpen.job.batch().inputs());
    assertEquals(Path.of("restored"), gpen.job.batch().output());
  }

  @Test
  void optionsComeFromPropertiesBehindTheEnvironment() throws IOException {
    Path file = folder.resolve("gpen.properties");
    Files.writeString(
        file,
        "alpha = 0.5\nquality = 70\ngpen.restore.score = 0.8\nsave-faces = Gesichter/Größe\n");
    gpen.environment.put("GPEN_PROPERTIES", file.toString());
    gpen.environment.put("GPEN_QUALITY", "80");
    BatchRequest batch = batch();
    assertEquals(0.5, batch.restore().paste().alpha());
    assertEquals(80, batch.write().quality());
    assertEquals(0.8, batch.restore().detection().minScore());
    assertEquals(Optional.of(Path.of("Gesichter/Größe")), batch.saveFaces());
  }

  @Test
  void propertiesAreFoundInTheFolderForConfiguration() throws IOException {
    Path file = folder.resolve("gpen/gpen.properties");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "alpha = 0.5");
    gpen.environment.put("XDG_CONFIG_HOME", folder.toString());
    assertEquals(0.5, faces().paste().alpha());
  }

  @Test
  void namedPropertiesThatAreNotThereAreAUsageError() {
    Path file = folder.resolve("none");
    gpen.environment.put("GPEN_PROPERTIES", file.toString());
    assertEquals(2, gpen.restore());
    assertTrue(
        gpen.err().contains("GPEN_PROPERTIES is set to " + file + ", which does not exist"),
        gpen.err());
  }

  @Test
  void propertiesInAnotherEncodingAreNamed() throws IOException {
    Path file = folder.resolve("gpen.properties");
    Files.write(file, new byte[] {'a', '=', (byte) 0xe4});
    gpen.environment.put("GPEN_PROPERTIES", file.toString());
    assertEquals(2, gpen.restore());
    assertTrue(gpen.err().contains(file + " is not UTF-8: save it as UTF-8"), gpen.err());
  }

  @Test
  void namesThatNoOptionHasAreTold() throws IOException {
    Path file = folder.resolve("gpen.properties");
    Files.writeString(file, "aplha = 0.5");
    gpen.environment.put("GPEN_PROPERTIES", file.toString());
    gpen.environment.put("GPEN_QUALTIY", "80");
    gpen.environment.put("GPEN_CACHE", "/tmp");
    assertEquals(0, gpen.restore());
    assertTrue(gpen.err().contains("GPEN_QUALTIY, aplha in " + file), gpen.err());
    assertFalse(gpen.err().contains("GPEN_CACHE"), gpen.err());
  }

  @Test
  void aBadValueFromTheEnvironmentNamesTheVariable() {
    gpen.environment.put("GPEN_ALPHA", "2");
    assertEquals(2, gpen.restore());
    assertTrue(gpen.err().contains("GPEN_ALPHA"), gpen.err());
  }

  @Test
  void optionsComeFromAFileOfArguments() throws IOException {
    Path file = folder.resolve("night.txt");
    Files.writeString(file, "--alpha 0.5\n# slow\n--input \"old photos\"\n");
    BatchRequest batch = batch("@" + file);
    assertEquals(0.5, batch.restore().paste().alpha());
    assertEquals(List.of(Path.of("in"), Path.of("old photos")), batch.inputs());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFF", ""})
  void filesOfWindowsEditorsAreReadAsTheyAreMeant(String mark) throws IOException {
    String text = mark + "# night\r\n--alpha 0.5\r\n\r\n--compare\t'vorher nachher'\r\n";
    Path options = Files.writeString(folder.resolve("night.txt"), text);
    Path properties = folder.resolve("gpen.properties");
    Files.writeString(properties, mark + "quality = 70\r\n# night\r\n\r\ndetector =\r\n");
    gpen.environment.put("GPEN_PROPERTIES", properties.toString());
    BatchRequest batch = batch("@" + options);
    assertEquals(0.5, batch.restore().paste().alpha());
    assertEquals(Optional.of(Path.of("vorher nachher")), batch.compare());
    assertEquals(70, batch.write().quality());
    assertEquals(Optional.empty(), gpen.job.models().detector(), "set but empty");
    assertEquals("gpen: no photos found; -r includes subfolders\n", lastLine());
    Files.writeString(options, mark + "restore --input in --output out");
    assertEquals(0, gpen.run("@" + options), gpen.err());
  }

  private String lastLine() {
    return gpen.err().lines().reduce("", (before, line) -> line) + "\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
  void utf16IsNamed(String charset) throws IOException {
    Path file = folder.resolve("night.txt");
    Files.write(file, "quality=70\r\n".getBytes(Charset.forName(charset)));
    assertEquals(2, gpen.run("restore", "@" + file));
    gpen.environment.put("GPEN_PROPERTIES", file.toString());
    assertEquals(2, gpen.restore());
    String message = "gpen: the options cannot be read: " + file + " is UTF-16: save it as UTF-8\n";
    assertEquals(message + message, gpen.err());
  }

  @Test
  void filesOfOptionsMayNameOthersButNotForEver() throws IOException {
    Path inner = folder.resolve("inner.txt");
    Path outer = Files.writeString(folder.resolve("outer.txt"), "--alpha 0.5 '@" + inner + "'");
    Files.writeString(inner, "--score 0.5 '@" + outer + "'");
    assertEquals(0.5, batch("@" + outer).restore().detection().minScore());
    batch("--key", "@@a");
    assertEquals(Optional.of("@a"), gpen.job.models().key());
  }

  @Test
  void whatStandsInAFileOfArgumentsStandsOnTheCommandLine() throws IOException {
    Path file = Files.writeString(folder.resolve("night.txt"), "--quality 70");
    assertEquals(2, gpen.restore("@" + file, "--quality", "80"));
    assertTrue(gpen.err().contains("only once"), gpen.err());
  }

  @Test
  void theModelZooMayComeFromTheEnvironment() {
    gpen.environment.put("GPEN_MODEL_ZOO", folder.toString());
    batch();
    assertEquals(folder, gpen.job.models().zoo().folder());
    assertEquals(2, gpen.job.models().zoo().folders().size());
  }
}
