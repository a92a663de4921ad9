package io.gpen.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelVerifierTest {

  @TempDir private Path folder;

  private ModelVerifier.Verdict verify(String name) {
    return new ModelVerifier(new ModelZoo(List.of(folder))).verify(name);
  }

  @Test
  void aRightFileIsDescribed() throws IOException {
    Path file = Zoos.weights(folder.resolve("small.pth"), 1);
    Zoos.catalogue(folder, Optional.of(Sha256.ofFile(file)));
    ModelVerifier.Verdict verdict = verify("small");
    assertTrue(verdict.ok(), verdict.message());
    assertTrue(verdict.message().contains("SHA-256 correct"), verdict.message());
    assertTrue(verdict.message().contains("GPEN for 64 pixels"), verdict.message());
  }

  @Test
  void aFileOfNoKnownDigestIsReadNevertheless() throws IOException {
    Path file = Zoos.weights(folder.resolve("small.pth"), 1);
    Zoos.catalogue(folder, Optional.empty());
    assertTrue(verify("small").ok());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertFalse(verify("small").ok(), "a flipped bit in a tensor");
  }

  @Test
  void aWrongFileIsRefused() throws IOException {
    Zoos.weights(folder.resolve("small.pth"), 1);
    Zoos.catalogue(folder, Optional.of(Sha256.of(new byte[0])));
    ModelVerifier.Verdict verdict = verify("small");
    assertFalse(verdict.ok());
    assertTrue(verdict.message().contains("is not the file that the catalogue lists"));
  }

  @Test
  void whatIsMissingOrNoModelIsSaid() throws IOException {
    Zoos.catalogue(folder, Optional.empty());
    assertFalse(verify("small").ok());
    Path text = Files.writeString(folder.resolve("notes.txt"), "no weights here");
    ModelVerifier.Verdict verdict = verify(text.toString());
    assertFalse(verdict.ok());
    assertEquals(text.toString(), verdict.name());
  }
}
