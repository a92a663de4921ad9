package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignCommandTest {

  private final CommandLineRun gpen = new CommandLineRun();

  @TempDir private Path folder;

  @Test
  void aSheetNeverReplacesOneOfThePhotos() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    Path photo = in.resolve("a.jpg");
    Files.copy(Shared.testphoto("astronaut-eileen-collins.jpg"), photo);
    byte[] before = Files.readAllBytes(photo);
    Path link = Files.createSymbolicLink(folder.resolve("sheet.png"), photo);
    for (Path sheet : new Path[] {photo, link}) {
      String out = folder.resolve("out").toString();
      int code = gpen.run("align", "-i", in.toString(), "-o", out, "--sheet", sheet.toString());
      assertEquals(ExitCode.USAGE.number(), code, gpen.err());
      assertTrue(gpen.err().contains(sheet + " is an input"), gpen.err());
    }
    Path note = Files.writeString(folder.resolve("note.txt"), "to keep");
    Path among = in.resolve("sheet.png");
    for (Path sheet : new Path[] {note, among}) {
      String out = folder.resolve("out").toString();
      assertEquals(
          2, gpen.run("align", "-i", in.toString(), "-o", out, "--sheet", sheet.toString()));
    }
    assertTrue(gpen.err().contains(note + " is a file of another kind"), gpen.err());
    assertTrue(gpen.err().contains(among + " is in the folder of the photos"), gpen.err());
    assertArrayEquals(before, Files.readAllBytes(photo));
    assertFalse(Files.exists(folder.resolve("out")));
  }
}
