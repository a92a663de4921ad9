package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The list from which the launcher has the archive of classes made. */
class ClassListTest {

  private static final Path LIST = Path.of("src/main/launcher/gpen.classes");

  /** Others rename classes every day; a few that are gone do no harm. */
  private static final double MOST = 0.8;

  @Test
  void itNamesTheClassesOfThisProgramAndItsLibraries() throws IOException {
    Set<String> names = Set.copyOf(Files.readAllLines(LIST));
    for (String name :
        List.of(
            "io/gpen/cli/Gpen",
            "picocli/CommandLine",
            "ch/qos/logback/classic/Logger",
            "ai/djl/pytorch/engine/PtEngine",
            "org/opencv/core/Mat",
            "com/google/gson/Gson")) {
      assertTrue(names.contains(name), name);
    }
    List<String> own = names.stream().filter(name -> name.startsWith("io/gpen/")).toList();
    long there = own.stream().filter(ClassListTest::exists).count();
    System.out.printf("%d of the %d classes in the list are still there%n", there, own.size());
    assertTrue(there >= MOST * own.size(), "scripts/class-list writes it again");
  }

  private static boolean exists(String name) {
    return ClassListTest.class.getResource("/" + name + ".class") != null;
  }
}
