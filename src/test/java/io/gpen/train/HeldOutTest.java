package io.gpen.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HeldOutTest {

  private static SortedMap<String, Path> pictures(int count) {
    SortedMap<String, Path> pictures = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      pictures.put(i + ".png", Path.of("in", i + ".png"));
    }
    return pictures;
  }

  @Test
  void everyPictureIsOnOneSideAndTheShareIsMet() {
    HeldOut.Split split = HeldOut.split(pictures(1000), 0.2);
    assertEquals(1000, split.training().size() + split.validation().size());
    assertEquals(200, split.validation().size(), 40);
  }

  @Test
  void aPictureStaysOnItsSideWhenOthersComeAndTheShareGrows() {
    HeldOut.Split few = HeldOut.split(pictures(100), 0.2);
    HeldOut.Split many = HeldOut.split(pictures(500), 0.3);
    assertTrue(many.validation().keySet().containsAll(few.validation().keySet()));
  }
}
