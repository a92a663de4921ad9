package io.gpen.files;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps the digests of large files, so that weights of a gigabyte are not read at every start. A
 * digest is valid for as long as the file has the same size, times and identity. The time of the
 * last change of its status is one of them where the system keeps it: unlike the time of the last
 * modification, nobody can set it back.
 */
public final class FileHashes {

  private static final Gson GSON = new Gson();

  private final Path index;

  /**
   * Takes the file that keeps the digests.
   *
   * @param index the file; it need not exist, and what cannot be read is computed again
   */
  public FileHashes(Path index) {
    this.index = index;
  }

  /** A digest and the state of the file that it was computed for. */
  private record Remembered(
      long size, String modified, String changed, String key, String sha256) {}

  /**
   * {@return the digest of a file}
   *
   * @param file the file
   * @throws IOException if it cannot be read
   */
  public Sha256 of(Path file) throws IOException {
    Path real = file.toRealPath();
    Remembered now = state(real, "");
    Map<String, Remembered> known = read();
    Remembered before = known.get(real.toString());
    if (before != null && before.equals(state(real, before.sha256()))) {
      return new Sha256(before.sha256());
    }
    Sha256 digest = Sha256.ofFile(real);
    if (!now.equals(state(real, ""))) {
      throw new IOException(file + " changed while it was read; try again when it is complete");
    }
    known.put(real.toString(), state(real, digest.hex()));
    remember(known);
    return digest;
  }

  /**
   * {@return the digest of a file if it is known without reading the file}
   *
   * @param file the file
   */
  public Optional<Sha256> known(Path file) {
    try {
      Path real = file.toRealPath();
      Remembered before = read().get(real.toString());
      return before != null && before.equals(state(real, before.sha256()))
          ? Optional.of(new Sha256(before.sha256()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Remembered state(Path file, String sha256) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new Remembered(
        attributes.size(),
        attributes.lastModifiedTime().toString(),
        changed(file),
        String.valueOf(attributes.fileKey()),
        sha256);
  }

  private static String changed(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? Files.getAttribute(file, "unix:ctime").toString()
        : "";
  }

  private Map<String, Remembered> read() {
    try {
      Map<String, Remembered> known =
          GSON.fromJson(
              Files.readString(index), new TypeToken<TreeMap<String, Remembered>>() {}.getType());
      return known == null ? new TreeMap<>() : known;
    } catch (IOException | JsonParseException e) {
      return new TreeMap<>();
    }
  }

  private void remember(Map<String, Remembered> known) {
    known.keySet().removeIf(file -> !Files.exists(Path.of(file)));
    try {
      AtomicFile.write(index, GSON.toJson(known).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // Without the index the digest is computed again next time.
    }
  }
}
