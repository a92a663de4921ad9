package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.image.OpenCv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

class TrainCommandTest {

  private final CommandLineRun gpen = new CommandLineRun();

  @TempDir private Path folder;

  @BeforeEach
  void writePictures() throws IOException {
    OpenCv.load();
    Path in = Files.createDirectories(folder.resolve("in").resolve("deep"));
    for (int i = 0; i < 6; i++) {
      Mat picture = new Mat(40, 40, CvType.CV_8UC3, new Scalar(40 * i, 90, 200 - 30 * i));
      MatOfByte png = new MatOfByte();
      Imgcodecs.imencode(".png", picture, png);
      Files.write(in.resolve(i + ".png"), png.toArray());
      picture.release();
      png.release();
    }
  }

  private int train(String kind, String output, String... more) {
    List<String> words = new ArrayList<>(List.of("train", kind));
    words.addAll(List.of("-i", folder.resolve("in").toString()));
    words.addAll(List.of("-o", folder.resolve(output).toString()));
    words.addAll(List.of("--batch", "2", "--interval", "4", "--log-every", "1"));
    words.addAll(List.of(more));
    return gpen.run(words.toArray(String[]::new));
  }

  /** {@return the log without what depends on the clock} */
  private List<String> losses(String output) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(output).resolve("log.csv"));
    List<String> header = List.of(lines.get(0).split(",", -1));
    return lines.stream()
        .map(
            line -> {
              List<String> cells = new ArrayList<>(List.of(line.split(",", -1)));
              cells.set(header.indexOf("pictures_per_second"), "");
              cells.set(header.indexOf("waiting"), "");
              return String.join(",", cells);
            })
        .toList();
  }

  @Test
  void styleGan2GoesOnFromWhereItStopped() throws IOException {
    assertEquals(
        0,
        train("stylegan2", "whole", "--size", "32", "--narrow", "0.03125", "--steps", "2"),
        gpen.err());
    assertEquals(
        0,
        train("stylegan2", "parts", "--size", "32", "--narrow", "0.03125", "--steps", "1"),
        gpen.err());
    assertEquals(
        0,
        train("stylegan2", "parts", "--size", "32", "--narrow", "0.03125", "--steps", "2"),
        gpen.err());
    assertTrue(gpen.err().contains("continuing after 1 step"), gpen.err());
    assertEquals(losses("whole"), losses("parts"));
    assertTrue(Files.exists(folder.resolve("parts").resolve("samples-2.png")));
    int code = train("stylegan2", "parts", "--size", "32", "--narrow", "0.03125", "--rate", "0.1");
    assertEquals(ExitCode.USAGE.number(), code);
    assertTrue(gpen.err().contains("rate was 0.002 and is now 0.1"), gpen.err());
  }

  @Test
  void refusesWhatIsNoSizeOrTime() {
    assertEquals(2, train("stylegan2", "out", "--size", "100"));
    assertTrue(gpen.err().contains("must be 32, 64, 128"), gpen.err());
    assertEquals(2, train("stylegan2", "out", "--interval", "soon"));
    assertEquals(2, train("stylegan2", "out", "--augment", "blur"));
    assertEquals(2, gpen.run("train"));
    assertTrue(gpen.err().contains("missing command: stylegan2 or gpen"), gpen.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }
}
