package io.gpen;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opencv.imgcodecs.Imgcodecs;

/** Holds the directions between the packages. */
class ArchitectureTest {

  /**
   * Which packages each package may call, beside itself and {@code text}; {@code cli} may call all.
   */
  private static final Map<String, Set<String>> MAY_CALL =
      Map.ofEntries(
          Map.entry("files", Set.of()),
          Map.entry("engine", Set.of("files")),
          Map.entry("checkpoint", Set.of("checkpoint.pickle", "files")),
          Map.entry("checkpoint.pickle", Set.of()),
          Map.entry("image.metadata", Set.of()),
          Map.entry("image", Set.of("image.metadata", "files")),
          Map.entry("image.jpeg", Set.of("image", "image.metadata")),
          Map.entry("image.png", Set.of("image", "image.metadata")),
          Map.entry("image.tiff", Set.of("image", "image.jpeg", "image.metadata")),
          Map.entry("image.webp", Set.of("image", "image.metadata")),
          Map.entry("image.bmp", Set.of("image", "image.metadata")),
          Map.entry(
              "image.io",
              Set.of(
                  "image",
                  "image.jpeg",
                  "image.png",
                  "image.tiff",
                  "image.webp",
                  "image.bmp",
                  "image.metadata")),
          Map.entry("face", Set.of()),
          Map.entry("torchscript", Set.of("checkpoint", "checkpoint.pickle", "files")),
          Map.entry("zoo", Set.of("checkpoint", "torchscript", "face", "files")),
          Map.entry("tuning", Set.of("engine", "torchscript", "files")),
          Map.entry("detect", Set.of("engine", "face")),
          Map.entry("align", Set.of("face")),
          Map.entry("generate", Set.of("engine", "face", "image")),
          Map.entry("finish", Set.of("face", "image")),
          Map.entry("paste", Set.of("align", "engine", "face", "image")),
          Map.entry("identity", Set.of("engine", "align", "face", "image")),
          Map.entry("enlarge", Set.of("engine", "image", "torchscript")),
          Map.entry("guard", Set.of("detect", "identity", "align", "face", "image")),
          Map.entry(
              "restore",
              Set.of(
                  "guard",
                  "identity",
                  "detect",
                  "align",
                  "generate",
                  "finish",
                  "paste",
                  "enlarge",
                  "face",
                  "image")),
          Map.entry("batch", Set.of("restore", "face", "image", "files")),
          Map.entry(
              "batch.scan", Set.of("batch", "batch.manifest", "report.pictures", "image", "files")),
          Map.entry("batch.manifest", Set.of("batch", "restore", "image", "files")),
          Map.entry("batch.naming", Set.of("batch.scan", "batch.manifest", "image", "files")),
          Map.entry(
              "batch.run",
              Set.of(
                  "batch",
                  "batch.scan",
                  "batch.manifest",
                  "batch.naming",
                  "report.pictures",
                  "restore",
                  "engine",
                  "face",
                  "image",
                  "image.io",
                  "image.metadata",
                  "files")),
          Map.entry(
              "api",
              Set.of(
                  "batch",
                  "batch.manifest",
                  "batch.run",
                  "guard",
                  "identity",
                  "restore",
                  "detect",
                  "generate",
                  "enlarge",
                  "paste",
                  "engine",
                  "tuning",
                  "torchscript",
                  "zoo",
                  "checkpoint",
                  "evaluate",
                  "face",
                  "image",
                  "image.io",
                  "image.metadata",
                  "files")),
          Map.entry("report", Set.of("batch", "files")),
          Map.entry("report.pictures", Set.of("batch", "face", "image", "files")),
          Map.entry(
              "report.html",
              Set.of(
                  "batch",
                  "batch.manifest",
                  "report.pictures",
                  "face",
                  "image",
                  "image.io",
                  "files")),
          Map.entry("text", Set.of()),
          Map.entry("diagnostics", Set.of("engine", "image", "zoo", "files")),
          Map.entry(
              "evaluate",
              Set.of(
                  "checkpoint",
                  "engine",
                  "identity",
                  "detect",
                  "face",
                  "image",
                  "image.io",
                  "files")),
          Map.entry(
              "dataset",
              Set.of(
                  "align",
                  "detect",
                  "finish",
                  "face",
                  "image",
                  "image.io",
                  "image.metadata",
                  "files")),
          Map.entry("degrade.stage", Set.of("image", "files")),
          Map.entry(
              "degrade", Set.of("degrade.stage", "image", "image.io", "image.metadata", "files")),
          Map.entry(
              "train",
              Set.of(
                  "align",
                  "checkpoint",
                  "checkpoint.pickle",
                  "torchscript",
                  "engine",
                  "degrade",
                  "evaluate",
                  "identity",
                  "generate",
                  "face",
                  "image",
                  "image.io",
                  "image.metadata",
                  "files")),
          Map.entry(
              "benchmark",
              Set.of(
                  "batch",
                  "batch.run",
                  "guard",
                  "restore",
                  "detect",
                  "align",
                  "generate",
                  "paste",
                  "engine",
                  "tuning",
                  "torchscript",
                  "checkpoint",
                  "train",
                  "face",
                  "image",
                  "image.io",
                  "image.metadata",
                  "files")));

  private static final DescribedPredicate<List<JavaClass>> WITHOUT_LOCALE =
      DescribedPredicate.describe(
          "no locale",
          types -> types.stream().noneMatch(type -> type.isEquivalentTo(Locale.class)));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.gpen");

  @Test
  void everyPackageHasItsPlaceInTheTable() {
    Set<String> packages =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .map(name -> name.substring("io.gpen.".length()))
            .filter(name -> !name.equals("cli"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(MAY_CALL.keySet()), packages);
  }

  @Test
  void packagesCallOnlyWhatTheirRowAllows() {
    MAY_CALL.forEach(
        (name, allowed) -> {
          String[] forbidden =
              MAY_CALL.keySet().stream()
                  .filter(other -> !other.equals(name) && !allowed.contains(other))
                  .filter(other -> !other.equals("text"))
                  .map(other -> "io.gpen." + other)
                  .toArray(String[]::new);
          String[] withCli = Arrays.copyOf(forbidden, forbidden.length + 1);
          withCli[forbidden.length] = "io.gpen.cli";
          noClasses()
              .that()
              .resideInAPackage("io.gpen." + name)
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(withCli)
              .allowEmptyShould(true)
              .check(CLASSES);
        });
  }

  @Test
  void noCycles() {
    slices().matching("io.gpen.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheEngineKnowsDjl() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.gpen.engine")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(CLASSES);
  }

  /** The commands run networks through {@code api}, as every other program does. */
  @Test
  void ofTheCommandsOnlyBenchmarkStartsTheEngineItself() {
    noClasses()
        .that()
        .resideInAPackage("io.gpen.cli")
        .and()
        .doNotHaveSimpleName("BenchmarkCommand")
        .should()
        .dependOnClassesThat(
            nameMatching(
                "io\\.gpen\\.(engine\\.(Engine|Network)|tuning\\.Tuning|(detect|generate|paste|restore)\\..*(Detector|Generator|Parser|Restorer))"))
        .check(CLASSES);
  }

  /** The default locale may have digits of its own, which are in no file name and no number. */
  @Test
  void textIsFormattedTheSameInEveryLocale() {
    noClasses()
        .should()
        .callMethodWhere(
            target(owner(type(String.class)))
                .and(target(nameMatching("formatted|format|to(Low|Upp)erCase")))
                .and(target(rawParameterTypes(WITHOUT_LOCALE))))
        .orShould()
        .callMethodWhere(
            target(nameMatching("printf|format"))
                .and(
                    target(
                        owner(assignableTo(PrintWriter.class).or(assignableTo(PrintStream.class)))))
                .and(target(rawParameterTypes(WITHOUT_LOCALE))))
        .check(CLASSES);
  }

  /** OpenCV opens files by names in the system's encoding; bytes that Java read have no name. */
  @Test
  void openCvNeverOpensAFile() {
    noClasses()
        .should()
        .callMethodWhere(
            target(owner(type(Imgcodecs.class)))
                .and(target(nameMatching("(im(read|write|count)|haveImage).*"))))
        .check(CLASSES);
  }

  @Test
  void everyPackageSaysWhatLivesThere() {
    for (String name : MAY_CALL.keySet()) {
      Path info = Path.of("src/main/java/io/gpen", name.replace('.', '/'), "package-info.java");
      assertTrue(Files.exists(info), info + " is missing");
    }
  }

  /**
   * OpenCV frees the pixels of a {@code Mat} that nothing refers to any more, also while native
   * code still works on it; the process then crashes. A Mat that is released after its last use
   * cannot be lost before, a temporary one can.
   */
  @Test
  void noMatIsATemporary() throws IOException {
    Pattern temporary =
        Pattern.compile(
            "\\.(submat|rowRange|colRange|reshape)\\([^;]*?\\)\\s*\\.\\w+\\("
                + "|\\(([^;{}]*, )?[\\w.()]+\\.(submat|rowRange|colRange|reshape)\\("
                + "|(?<!=)(?<!return)\\s*[(,]\\s*new (MatOf\\w+|Mat)\\(");
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        Matcher matcher = temporary.matcher(Files.readString(file));
        while (matcher.find()) {
          found.add(file.getFileName() + ": " + matcher.group().replaceAll("\\s+", " "));
        }
      }
    }
    assertEquals(List.of(), found);
  }
}
