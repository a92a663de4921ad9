package io.gpen.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.CheckpointReader;
import io.gpen.checkpoint.CheckpointWriter;
import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import io.gpen.files.Sha256;
import io.gpen.torchscript.Form;
import io.gpen.torchscript.Precision;
import io.gpen.torchscript.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConvertedModelsTest {

  @TempDir private Path folder;
  @TempDir private Path cache;

  private ModelFile model(Path file) {
    return new ModelFile(file, Optional.empty());
  }

  private List<String> archives() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(n -> n.endsWith(".pt"))
          .toList();
    }
  }

  @Test
  void weightsAreConvertedOnce() throws IOException {
    ModelFile model = model(Zoos.weights(folder.resolve("a.pth"), 1));
    ConvertedModels converted = new ConvertedModels(cache);
    assertFalse(converted.isConverted(model));
    ConvertedModels.Ready first = converted.get(model, Optional.empty(), Form.INFERENCE);
    assertTrue(converted.isConverted(model));
    assertEquals(Sha256.ofFile(model.path()), first.sha256());
    Files.setLastModifiedTime(first.archive(), FileTime.fromMillis(1000));
    ConvertedModels.Ready second =
        new ConvertedModels(cache).get(model, Optional.empty(), Form.INFERENCE);
    assertEquals(first, second);
    assertEquals(1000, Files.getLastModifiedTime(second.archive()).toMillis());
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void anyArchiveForRestoringMakesAModelConverted(Precision precision) throws IOException {
    ModelFile model = model(Zoos.weights(folder.resolve("a.pth"), 1));
    ConvertedModels converted = new ConvertedModels(cache);
    converted.get(model, Optional.empty(), Variant.generator(precision));
    assertTrue(converted.isConverted(model));
    assertFalse(converted.isConverted(model, Variant.of(Form.INFERENCE)));
  }

  @Test
  void aPairIsMixedValueByValue() throws IOException {
    ModelFile faithful = model(Zoos.weights(folder.resolve("a.pth"), 1));
    ModelFile sharp = model(Zoos.weights(folder.resolve("b.pth"), 2));
    Path byHand = folder.resolve("c.pth");
    try (StateDict a = CheckpointReader.open(faithful.path());
        StateDict b = CheckpointReader.open(sharp.path())) {
      Map<String, TensorSource> mixed = new LinkedHashMap<>();
      for (String name : a.names()) {
        float[] values = a.get(name).floats();
        float[] others = b.get(name).floats();
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (0.25 * values[i] + 0.75 * others[i]);
        }
        mixed.put(name, TensorSource.of(values, a.get(name).shape()));
      }
      CheckpointWriter.writePth(byHand, new StateDict(mixed), Optional.empty());
    }
    ConvertedModels converted = new ConvertedModels(cache);
    ModelFile pair =
        new ModelFile(
            faithful.path(), Optional.empty(), Optional.of(new ModelFile.Mixture(sharp, 0.25)));
    assertFalse(converted.isConverted(pair));
    Map<Double, String> expected = Map.of(0.25, "c.pth", 1.0, "a.pth", 0.0, "b.pth");
    Set<Sha256> digests = new HashSet<>();
    for (Map.Entry<Double, String> entry : expected.entrySet()) {
      ConvertedModels.Ready ready =
          converted.get(pair.withFidelity(entry.getKey()), Optional.empty(), Form.INFERENCE);
      ModelFile same = model(folder.resolve(entry.getValue()));
      Path archive = converted.get(same, Optional.empty(), Form.INFERENCE).archive();
      assertEquals(-1, Files.mismatch(archive, ready.archive()), entry.toString());
      digests.add(ready.sha256());
    }
    assertEquals(3, digests.size(), "each mixture is a model of its own");
    assertTrue(converted.isConverted(pair, Variant.of(Form.INFERENCE)));
  }

  @Test
  void otherWeightsAndFormsHaveArchivesOfTheirOwn() throws IOException {
    ConvertedModels converted = new ConvertedModels(cache);
    Path file = Zoos.weights(folder.resolve("a.pth"), 1);
    Path first = converted.get(model(file), Optional.empty(), Form.INFERENCE).archive();
    Path form = converted.get(model(file), Optional.empty(), Form.TRAINABLE).archive();
    Zoos.weights(file, 2);
    Path other = converted.get(model(file), Optional.empty(), Form.INFERENCE).archive();
    assertEquals(3, List.of(first, form, other).stream().distinct().count());
    assertEquals(3, archives().size());
  }

  @Test
  void aFileThatIsNotTheKnownOneIsRefused() throws IOException {
    Path file = Zoos.weights(folder.resolve("small.pth"), 1);
    Zoos.catalogue(folder, Optional.of(Sha256.of(new byte[0])));
    ModelFile model = new ModelZoo(List.of(folder)).find("small");
    ModelException refused =
        assertThrows(
            ModelException.class,
            () -> new ConvertedModels(cache).get(model, Optional.empty(), Form.INFERENCE));
    assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
    assertTrue(refused.getMessage().contains("gpen models fetch small"), refused.getMessage());
    assertEquals(List.of(), archives());
  }

  @Test
  void aDamagedFileLeavesNothingInTheCache() throws IOException {
    Path file = Zoos.weights(folder.resolve("a.pth"), 1);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThrows(
        CheckpointException.class,
        () -> new ConvertedModels(cache).get(model(file), Optional.empty(), Form.INFERENCE));
    assertEquals(List.of(), archives());
  }

  @Test
  void aDamagedArchiveIsConvertedAgain() throws IOException {
    ModelFile model = model(Zoos.weights(folder.resolve("a.pth"), 1));
    ConvertedModels converted = new ConvertedModels(cache);
    Path archive = converted.get(model, Optional.empty(), Form.INFERENCE).archive();
    byte[] intact = Files.readAllBytes(archive);
    FileTime time = Files.getLastModifiedTime(archive);
    byte[] damaged = intact.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(archive, damaged);
    Files.setLastModifiedTime(archive, time);
    converted.get(model, Optional.empty(), Form.INFERENCE);
    assertArrayEquals(intact, Files.readAllBytes(archive));
    Files.delete(Path.of(archive + ".sha256"));
    assertFalse(converted.isConverted(model));
    converted.get(model, Optional.empty(), Form.INFERENCE);
    assertTrue(Files.exists(Path.of(archive + ".sha256")));
  }

  @Test
  void severalMayConvertTheSameAtTheSameTime() throws Exception {
    ModelFile model = model(Zoos.weights(folder.resolve("a.pth"), 1));
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<ConvertedModels.Ready>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(
            pool.submit(
                () -> new ConvertedModels(cache).get(model, Optional.empty(), Form.INFERENCE)));
      }
      Sha256 digest = Sha256.ofFile(all.get(0).get().archive());
      for (Future<ConvertedModels.Ready> ready : all) {
        assertEquals(digest, Sha256.ofFile(ready.get().archive()));
      }
    } finally {
      pool.shutdown();
    }
    assertEquals(1, archives().size());
    assertNotEquals(0, Files.size(cache.resolve(archives().get(0))));
  }
}
