package io.gpen.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {

  private enum Kind {
    NOT_SUPPORTED
  }

  private record Size(int width, Double ratio) {}

  private record Photo(
      Path file,
      Kind kind,
      @Json.Inline Size size,
      Optional<String> reason,
      Optional<Integer> pages,
      List<Double> values) {}

  private static String compact(Object value) {
    return JsonParser.parseString(Json.of(value)).toString();
  }

  @Test
  void pathsAndConstantsAreStringsAndInlinedMembersMoveUp() {
    assertEquals(
        "{\"file\":\"a/b.jpg\",\"kind\":\"not supported\",\"width\":3,\"ratio\":0.5,"
            + "\"reason\":\"<none>\",\"values\":[1.0]}",
        compact(
            new Photo(
                Path.of("a/b.jpg"),
                Kind.NOT_SUPPORTED,
                new Size(3, 0.5),
                Optional.of("<none>"),
                Optional.empty(),
                List.of(1.0))));
  }

  @Test
  void whatJsonCannotExpressIsLeftOut() {
    assertEquals("{\"width\":3}", compact(new Size(3, Double.POSITIVE_INFINITY)));
    assertEquals("{\"width\":3}", compact(new Size(3, Double.NaN)));
    assertEquals(
        "{\"file\":\"a\",\"kind\":\"not supported\"}",
        compact(
            new Photo(
                Path.of("a"), Kind.NOT_SUPPORTED, null, Optional.empty(), Optional.empty(), null)));
  }
}
