package io.gpen.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table of aligned columns: the first is aligned to the left, all others to the right. */
public final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Starts a table.
   *
   * @param headings one for each column
   */
  public TextTable(String... headings) {
    rows.add(List.of(headings));
  }

  /**
   * Adds a row.
   *
   * @param cells one for each column
   * @throws IllegalArgumentException if there are more or fewer cells than columns
   */
  public void row(String... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + rows.get(0));
    }
    rows.add(List.of(cells));
  }

  /** {@return the lines of the table, each ending with a line feed} */
  @Override
  public String toString() {
    return rows.stream().map(this::line).collect(Collectors.joining());
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      String padding = " ".repeat(width(column) - cell.length());
      line.append(column == 0 ? cell + padding : "  " + padding + cell);
    }
    return line.toString().stripTrailing() + "\n";
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
