package io.gpen.evaluate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The tables of float64 values in a NumPy archive, a zip file of {@code .npy} files.
 *
 * @param arrays the values of each table by its name, row by row
 */
record NpzFile(Map<String, double[]> arrays) {

  private static final int MAGIC_LENGTH = 6;
  private static final String EXTENSION = ".npy";

  /** No archive of small arrays is larger. */
  private static final long MAX_BYTES = 16 << 20;

  private static final Pattern HEADER =
      Pattern.compile(
          ".*'descr': '<f8', 'fortran_order': (False|True), 'shape': \\((\\d{1,8}),"
              + " (\\d{1,8})\\).*");

  /**
   * {@return the arrays of a file}
   *
   * @throws IOException if it cannot be read or is no archive of float64 arrays
   */
  static NpzFile read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " is too large for a model of NIQE");
    }
    Map<String, double[]> arrays = new HashMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(EXTENSION)) {
          String name = entry.getName().substring(0, entry.getName().length() - EXTENSION.length());
          arrays.put(name, values(file + " (" + name + ")", zip.readNBytes((int) MAX_BYTES)));
        }
      }
    }
    return new NpzFile(arrays);
  }

  private static double[] values(String name, byte[] bytes) throws IOException {
    ByteBuffer npy = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < 12 || bytes[0] != (byte) 0x93 || bytes[1] != 'N') {
      throw new IOException(name + " is no NumPy array");
    }
    int version = bytes[MAGIC_LENGTH];
    int start = MAGIC_LENGTH + 2 + (version == 1 ? 2 : 4);
    int length =
        version == 1 ? npy.getShort(MAGIC_LENGTH + 2) & 0xffff : npy.getInt(MAGIC_LENGTH + 2);
    if (length < 0 || length > bytes.length - start) {
      throw new IOException(name + " is damaged: its header does not fit");
    }
    Matcher header =
        HEADER.matcher(new String(bytes, start, length, StandardCharsets.ISO_8859_1).strip());
    int count = (bytes.length - start - length) / Double.BYTES;
    if (!header.matches()
        || (long) Integer.parseInt(header.group(2)) * Integer.parseInt(header.group(3)) != count) {
      throw new IOException(name + " is no table of float64 values");
    }
    double[] stored = new double[count];
    npy.position(start + length)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asDoubleBuffer()
        .get(stored);
    if (header.group(1).equals("False")) {
      return stored;
    }
    int rows = Integer.parseInt(header.group(2));
    int columns = Integer.parseInt(header.group(3));
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i % rows * columns + i / rows] = stored[i];
    }
    return values;
  }

  /**
   * {@return the values of an array}
   *
   * @throws IOException if there is no array of this name and length
   */
  double[] get(String name, int length) throws IOException {
    double[] values = arrays.get(name);
    if (values == null || values.length != length) {
      throw new IOException("it has no array " + name + " of " + length + " float64 values");
    }
    return values;
  }
}
