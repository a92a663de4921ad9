package io.gpen.torchscript;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The TorchScript text of a network: resources written by hand, in which a line that ends in {@code
 * # each NAME} stands for one line per number of the range of that name.
 */
final class NetworkText {

  private static final Pattern EACH = Pattern.compile("(.*?) *# each (\\w+)");

  private NetworkText() {}

  /**
   * {@return the text for a network of certain sizes}
   *
   * @param ranges for each name after {@code # each} the numbers of its lines
   * @param resources names of the resources, joined in this order
   */
  static String of(Map<String, int[]> ranges, String... resources) {
    StringBuilder text = new StringBuilder();
    for (String resource : resources) {
      read(resource)
          .lines()
          .map(line -> expand(line, ranges))
          .forEach(lines -> text.append(lines).append('\n'));
    }
    return text.toString();
  }

  /** {@return the numbers from one to another, both included, with a step} */
  static int[] range(int from, int to, int step) {
    return IntStream.iterate(from, i -> i <= to, i -> i + step).toArray();
  }

  private static String expand(String line, Map<String, int[]> ranges) {
    Matcher each = EACH.matcher(line);
    if (!each.matches()) {
      return line;
    }
    String name = each.group(2);
    int[] numbers = ranges.get(name);
    if (numbers == null) {
      throw new IllegalStateException("no range is named " + name);
    }
    return IntStream.of(numbers)
        .mapToObj(number -> each.group(1).replace("{" + name + "}", Integer.toString(number)))
        .collect(Collectors.joining("\n"));
  }

  private static String read(String resource) {
    try (InputStream in = NetworkText.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program has no resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
