package io.gpen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the documents against what they point to. */
class DocumentsTest {

  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]+))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Path DISTRIBUTION = Path.of("src/main/assembly/distribution.xml");

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    for (String folder : List.of(".", "docs", "model_zoo")) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        files
            .filter(file -> file.toString().endsWith(".md"))
            .map(Path::normalize)
            .forEach(documents::add);
      }
    }
    return documents;
  }

  private static List<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  /** As GitHub makes anchors of headings. */
  private static List<String> anchors(Path document) throws IOException {
    return matches(HEADING, Files.readString(document)).stream()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'))
        .toList();
  }

  @Test
  void everyLinkLeadsToAFileAndAHeading() throws IOException {
    for (Path document : documents()) {
      for (MatchResult link : matches(LINK, Files.readString(document))) {
        Path target = document.resolveSibling(link.group(1)).normalize();
        target = link.group(1).isEmpty() ? document : target;
        assertTrue(Files.exists(target), document + " links to " + target);
        if (link.group(2) != null) {
          assertTrue(
              anchors(target).contains(link.group(2)),
              document + " links to " + target + "#" + link.group(2));
        }
      }
    }
  }

  @Test
  void theDistributionHoldsWhatItsDocumentsLinkTo() throws IOException {
    String assembly = Files.readString(DISTRIBUTION);
    for (Path document : documents()) {
      for (MatchResult link : matches(LINK, Files.readString(document))) {
        Path target = document.resolveSibling(link.group(1)).normalize();
        String folder = target.getParent() == null ? "" : target.getParent() + "/";
        boolean included =
            link.group(1).isEmpty()
                || assembly.contains("<include>" + target + "</include>")
                || folder.equals("docs/")
                    && assembly.contains("<include>docs/*." + extension(target) + "</include>")
                || folder.equals("model_zoo/");
        assertTrue(included, document + " links to " + target + ", not in the distribution");
      }
    }
  }

  private static String extension(Path file) {
    return file.toString().substring(file.toString().lastIndexOf('.') + 1);
  }

  @Test
  void theExampleInTheDocumentIsTheOneThatIsCompiled() throws IOException {
    String example = Files.readString(Path.of("src/test/java/examples/RestoreOnePhoto.java"));
    assertTrue(Files.readString(Path.of("docs/library.md")).contains("```java\n" + example));
  }

  @Test
  void everyPackageIsInTheArchitecture() throws IOException {
    String architecture = Files.readString(Path.of("docs/architecture.md"));
    List<String> missing;
    try (Stream<Path> packages = Files.list(Path.of("src/main/java/io/gpen"))) {
      missing =
          packages
              .map(folder -> folder.getFileName().toString())
              .filter(name -> !architecture.contains("`" + name + "`"))
              .toList();
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void theChangelogBeginsWithTheVersionThatIsBuilt() throws IOException {
    String version =
        matches(Pattern.compile("<version>(.+)</version>"), Files.readString(Path.of("pom.xml")))
            .get(0)
            .group(1);
    String latest =
        matches(Pattern.compile("(?m)^## \\[(.+)]"), Files.readString(Path.of("CHANGELOG.md")))
            .get(0)
            .group(1);
    assertEquals(version, latest);
  }
}
