package io.gpen.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HtmlTemplateTest {

  private record Greeting(String title, List<String> names, Optional<String> note) {}

  private static String render(String template, Greeting greeting) {
    return HtmlTemplate.of(HtmlTemplateTest.class, template).render(greeting).strip();
  }

  @Test
  void escapesWhatWouldEndTextOrAnAttribute() {
    assertEquals(
        "<p title=\"&quot;&gt;&lt;script&gt;\"><b>M&#39;&amp;&lt;b&gt;</b><b>ü</b> (a &lt; b)</p>",
        render(
            "greeting", new Greeting("\"><script>", List.of("M'&<b>", "ü"), Optional.of("a < b"))));
  }

  @Test
  void whatIsMissingIsEmpty() {
    assertEquals(
        "<p title=\"\"> (no note)</p>",
        render("greeting", new Greeting(null, List.of(), Optional.empty())));
  }

  @Test
  void aNameThatNoRecordHasIsAnError() {
    Exception error =
        assertThrows(
            RuntimeException.class,
            () -> render("misspelt", new Greeting("", List.of(), Optional.empty())));
    assertTrue(error.getMessage().contains("titel"), error.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> HtmlTemplate.of(HtmlTemplateTest.class, "does-not-exist"));
  }
}
