package io.gpen.train;

import io.gpen.files.AtomicFile;
import io.gpen.text.Wording;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The values of a training over its steps, as CSV in UTF-8 with a header. A value that a row does
 * not have is empty.
 */
final class TrainingLog {

  static final String STEP = "step";

  private static final CSVFormat FORMAT = CSVFormat.RFC4180;

  private final Path file;
  private final Set<String> columns = new LinkedHashSet<>(Set.of(STEP));
  private final List<Map<String, Double>> rows = new ArrayList<>();

  /**
   * Reads what there is; half a row at the end, which a killed run leaves, does not count.
   *
   * @throws IOException if it cannot be read or is not a log
   */
  TrainingLog(Path file) throws IOException {
    this.file = file;
    if (!Files.exists(file)) {
      return;
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    try (Reader whole = new StringReader(text.substring(0, text.lastIndexOf('\n') + 1));
        CSVParser parser = FORMAT.parse(whole)) {
      Iterator<CSVRecord> lines = parser.iterator();
      List<String> header = lines.hasNext() ? lines.next().toList() : List.of();
      columns.addAll(header);
      while (lines.hasNext()) {
        CSVRecord line = lines.next();
        Map<String, Double> row = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
          if (!line.get(i).isEmpty()) {
            row.put(header.get(i), Double.valueOf(line.get(i)));
          }
        }
        Objects.requireNonNull(row.get(STEP), STEP);
        rows.add(row);
      }
    } catch (RuntimeException e) {
      throw new IOException(file + " is not a log of gpen train: move it", e);
    }
  }

  /** {@return the rows in the order of their steps, column to value} */
  List<Map<String, Double>> rows() {
    return rows;
  }

  /** Forgets all rows: an earlier run may have ended before it wrote its first state. */
  void clear() throws IOException {
    rows.clear();
    rewrite();
  }

  /** Forgets the rows of steps that come after a state, which will be made again. */
  void goBackTo(long step) throws IOException {
    rows.removeIf(row -> row.get(STEP) > step);
    rewrite();
  }

  /** Adds a row and writes it. */
  void add(long step, Map<String, Double> values) throws IOException {
    Map<String, Double> row = new LinkedHashMap<>();
    row.put(STEP, (double) step);
    row.putAll(values);
    rows.add(row);
    if (columns.addAll(row.keySet())) {
      rewrite();
    } else {
      Files.writeString(file, line(row), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private void rewrite() throws IOException {
    StringBuilder text = new StringBuilder(FORMAT.format(columns.toArray()));
    text.append(FORMAT.getRecordSeparator());
    rows.forEach(row -> text.append(line(row)));
    AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private String line(Map<String, Double> row) {
    Object[] cells = columns.stream().map(column -> cell(row.get(column))).toArray();
    return FORMAT.format(cells) + FORMAT.getRecordSeparator();
  }

  private static String cell(Double value) {
    if (value == null) {
      return "";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString(value.longValue())
        : Wording.format("%.9g", value);
  }
}
