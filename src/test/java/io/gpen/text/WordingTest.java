package io.gpen.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WordingTest {

  @Test
  void countsAgreeWithTheirNoun() {
    assertEquals("0 faces", Wording.count(0, "face"));
    assertEquals("1 face", Wording.count(1, "face"));
    assertEquals("2 faces", Wording.count(2, "face"));
  }

  @Test
  void durationsHaveTwoUnits() {
    assertEquals("0.1 s", Wording.duration(Duration.ofMillis(100)));
    assertEquals("1 min 2 s", Wording.duration(Duration.ofSeconds(62)));
    assertEquals("7 h 5 min", Wording.duration(Duration.ofMinutes(425)));
  }

  @Test
  void digitsAreAsciiInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertEquals("12.50 s", Wording.format("%.2f s", 12.5));
      assertEquals("1.5 s", Wording.duration(Duration.ofMillis(1500)));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void tableColumnsAreAligned() {
    TextTable table = new TextTable("form", "s");
    table.row("reference", "10.0");
    table.row("x", "9.0");
    assertEquals("form          s\nreference  10.0\nx           9.0\n", table.toString());
    assertThrows(IllegalArgumentException.class, () -> table.row("too few"));
  }
}
