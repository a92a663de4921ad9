package io.gpen.dataset;

import io.gpen.files.AtomicFile;
import io.gpen.files.PathText;
import io.gpen.text.Wording;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The table in the output folder: CSV as RFC 4180 describes it, in UTF-8, with a header. */
final class CropTable {

  static final String NAME = "crops.csv";

  private static final List<String> COLUMNS =
      List.of(
          "crop",
          "photo",
          "outcome",
          "score",
          "source_side",
          "sharpness",
          "real_share",
          "a",
          "b",
          "tx",
          "ty",
          "hash",
          "photo_sha256",
          "settings");

  private static final CSVFormat FORMAT = CSVFormat.RFC4180;

  private final Path folder;
  private final Path file;

  /** The table of an output folder, which need not be there yet. */
  CropTable(Path folder) {
    this.folder = folder;
    this.file = folder.resolve(NAME);
  }

  /**
   * {@return the rows; half a row at the end, which a killed run leaves, does not count}
   *
   * @throws IOException if the file cannot be read or is another table
   */
  List<CropRow> read() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    String text = Files.readString(file);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    List<CropRow> rows = new ArrayList<>();
    try (Reader reader = new StringReader(whole);
        CSVParser parser = FORMAT.parse(reader)) {
      boolean header = true;
      for (CSVRecord line : parser) {
        if (header && !line.toList().equals(COLUMNS)) {
          throw foreign();
        }
        if (!header) {
          rows.add(row(line));
        }
        header = false;
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw foreign();
    }
    return rows;
  }

  private IOException foreign() {
    return new IOException(
        file + " is not a table of gpen align; move it, or choose another output folder");
  }

  private CropRow row(CSVRecord line) {
    if (line.size() != COLUMNS.size()) {
      throw new IllegalArgumentException("a row of another length");
    }
    // Crops are replaced and removed by these names.
    if (!PathText.resolve(folder, line.get(0)).normalize().startsWith(folder.normalize())) {
      throw new IllegalArgumentException("a crop outside the folder");
    }
    return new CropRow(
        line.get(0),
        line.get(1),
        line.get(2),
        Double.parseDouble(line.get(3)),
        Double.parseDouble(line.get(4)),
        Double.parseDouble(line.get(5)),
        Double.parseDouble(line.get(6)),
        List.of(
            Double.parseDouble(line.get(7)),
            Double.parseDouble(line.get(8)),
            Double.parseDouble(line.get(9)),
            Double.parseDouble(line.get(10))),
        line.get(11),
        line.get(12),
        line.get(13));
  }

  /** Replaces the table by these rows. */
  void write(Collection<CropRow> rows) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    AtomicFile.write(file, (line(COLUMNS) + lines(rows)).getBytes(StandardCharsets.UTF_8));
  }

  /** Adds rows and flushes them to the disk. */
  void append(Collection<CropRow> rows) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap(lines(rows).getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    }
  }

  private static String lines(Collection<CropRow> rows) {
    StringBuilder text = new StringBuilder();
    for (CropRow row : rows) {
      List<String> cells = new ArrayList<>(List.of(row.crop(), row.photo(), row.outcome()));
      cells.add(number("%.4f", row.score()));
      cells.add(number("%.1f", row.sourceSide()));
      cells.add(number("%.4f", row.sharpness()));
      cells.add(number("%.4f", row.realShare()));
      row.toCrop().forEach(value -> cells.add(Double.toString(value)));
      cells.addAll(List.of(row.hash(), row.photoSha256(), row.settings()));
      text.append(line(cells));
    }
    return text.toString();
  }

  private static String number(String format, double value) {
    return Wording.format(format, value);
  }

  private static String line(List<String> cells) {
    return FORMAT.format(cells.toArray()) + FORMAT.getRecordSeparator();
  }
}
