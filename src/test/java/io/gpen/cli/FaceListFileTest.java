package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.face.Face;
import io.gpen.face.Point;
import io.gpen.restore.FaceList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceListFileTest {

  private static final String FACE =
      """
      {"number":1,"box":[177.25,52.0,269.0,177.001],"score":0.99375,"landmarks":{\
      "leftEye":[203.123,101.0],"rightEye":[245.0,102.0],"nose":[225.0,126.0],\
      "leftMouth":[205.0,143.0],"rightMouth":[242.0,143.0]}}\
      """;

  private static final String PHOTO =
      """
      {"file":"photos/a.jpg","width":512,"height":400,"faces":[\
      """;

  @TempDir private Path folder;

  private FaceList read(String... lines) throws IOException {
    return FaceListFile.read(Files.write(folder.resolve("faces.json"), List.of(lines)));
  }

  @Test
  void whatDetectWritesIsRead() throws IOException {
    FaceList list =
        read(PHOTO + FACE + "]}", "", "{\"file\":\"photos/b.jpg\",\"error\":\"damaged\"}");
    FaceList.Entry entry = list.entry(Path.of("photos/../photos/a.jpg")).orElseThrow();
    assertEquals(512, entry.width());
    assertEquals(400, entry.height());
    Face face = entry.faces().get(0);
    assertEquals(0.99375, face.score());
    assertEquals(177.001, face.box().y2());
    assertEquals(new Point(242, 143), face.landmarks().rightMouth());
    assertEquals(Optional.empty(), list.entry(Path.of("photos/b.jpg")));
    assertEquals(Optional.empty(), FaceList.NONE.entry(Path.of("photos/a.jpg")));
  }

  @Test
  void aLineThatIsNoPhotoIsNamed() {
    for (String line :
        List.of("no", "[]", "{}", PHOTO + "{}]}", PHOTO + FACE.replace("177.25", "900") + "]}")) {
      IOException e = assertThrows(IOException.class, () -> read(PHOTO + "]}", line), line);
      assertTrue(e.getMessage().contains("line 2"), e.getMessage());
    }
  }

  @Test
  void restoreSaysWhatIsWrongWithItsFaces() throws IOException {
    CommandLineRun gpen = new CommandLineRun();
    String[] values = {"0", "1,,2", folder.resolve("missing.json").toString()};
    for (String value : values) {
      assertEquals(2, gpen.run("restore", "-i", "in", "-o", "out", "--faces", value));
    }
    assertTrue(gpen.err().contains("there is no file " + values[2]), gpen.err());
    assertEquals(2, gpen.run("restore", "-i", "in", "-o", "out", "--skip-faces", "a"));
    assertEquals(2, gpen.run("restore", "-i", "in", "-o", "out", "--faces", ""));
    assertTrue(gpen.err().contains("the value is empty; is a variable not set?"), gpen.err());
    assertEquals(2, gpen.run("restore", "-i", "in", "-o", "out", "--faces", folder.toString()));
    assertTrue(gpen.err().contains(folder + " cannot be used: Is a directory"), gpen.err());
  }
}
