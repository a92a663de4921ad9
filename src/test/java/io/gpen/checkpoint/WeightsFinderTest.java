package io.gpen.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.gpen.checkpoint.pickle.PickleOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of several sets of weights in one file is taken. */
class WeightsFinderTest {

  private static final List<String> BEST_FIRST =
      List.of("g_ema", "params_ema", "params", "state_dict", "model");

  @TempDir Path folder;

  /** Weights w = 0, 1, ... under the entries of a dictionary, in another order than the list. */
  private Path file(List<String> entries) {
    ByteBuffer values = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    PickleOutput pickle = new PickleOutput().emptyOrderedDict().mark();
    List<String> reversed = new ArrayList<>(entries);
    Collections.reverse(reversed);
    for (String entry : reversed) {
      int value = entries.indexOf(entry);
      pickle.text(entry).emptyOrderedDict().mark();
      TestArchive.tensor(pickle, "module.w", 16, value, new long[] {1}, new long[] {1});
      pickle.setItems();
      values.putFloat(value * Float.BYTES, value);
    }
    pickle.text("epoch").integer(7);
    return TestArchive.zip(folder.resolve("a.pth"), pickle.setItems().finish(), values.array());
  }

  private static float[] w(Path file, Optional<String> key) {
    try (StateDict weights = CheckpointReader.open(file, key)) {
      return weights.get("w").floats();
    }
  }

  @Test
  void ofTheUsualEntriesTheBestIsTaken() {
    for (int worse = 0; worse < BEST_FIRST.size(); worse++) {
      List<String> entries = new ArrayList<>(BEST_FIRST.subList(worse, BEST_FIRST.size()));
      entries.add("optimizer");
      assertArrayEquals(new float[] {0}, w(file(entries), Optional.empty()), entries.toString());
    }
  }

  @Test
  void aNamedEntryIsTakenHoweverGoodTheOthersAre() {
    List<String> entries = new ArrayList<>(BEST_FIRST);
    entries.add("g");
    for (String entry : entries) {
      float[] expected = {entries.indexOf(entry)};
      assertArrayEquals(expected, w(file(entries), Optional.of(entry)), entry);
    }
  }

  @Test
  void usualEntriesAreFoundInEachOther() {
    ByteBuffer values = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, 5);
    PickleOutput pickle = new PickleOutput().emptyOrderedDict().mark();
    pickle.text("model").emptyOrderedDict().mark();
    pickle.text("state_dict").emptyOrderedDict().mark();
    TestArchive.tensor(pickle, "w", 1, 0, new long[] {1}, new long[] {1});
    pickle.setItems().setItems().setItems();
    Path file = TestArchive.zip(folder.resolve("a.pth"), pickle.finish(), values.array());
    assertArrayEquals(new float[] {5}, w(file, Optional.empty()));
  }
}
