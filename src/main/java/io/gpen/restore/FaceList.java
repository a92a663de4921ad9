package io.gpen.restore;

import io.gpen.face.Face;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The faces of photos that somebody has looked through. Lists of the same content are equal. */
public final class FaceList {

  /** Lists no photo. */
  public static final FaceList NONE = new FaceList(Map.of(), Optional.empty());

  private final Map<Path, Entry> photos = new TreeMap<>();
  private final Optional<String> content;

  /**
   * The faces of one photo.
   *
   * @param width width of the upright photo in pixels
   * @param height its height
   * @param faces its faces, in the order of their numbers
   */
  public record Entry(int width, int height, List<Face> faces) {}

  private FaceList(Map<Path, Entry> photos, Optional<String> content) {
    photos.forEach((photo, entry) -> this.photos.put(key(photo), entry));
    this.content = content;
  }

  /**
   * {@return a list of faces}
   *
   * @param photos photo to faces
   * @param content the digest of the file that it was read from
   */
  public static FaceList of(Map<Path, Entry> photos, String content) {
    return new FaceList(photos, Optional.of(content));
  }

  /**
   * {@return the faces of a photo; empty if it is not listed}
   *
   * @param photo its file
   */
  public Optional<Entry> entry(Path photo) {
    return photos.isEmpty() ? Optional.empty() : Optional.ofNullable(photos.get(key(photo)));
  }

  private static Path key(Path photo) {
    return photo.toAbsolutePath().normalize();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FaceList list && list.content.equals(content);
  }

  @Override
  public int hashCode() {
    return content.hashCode();
  }

  /** {@return the digest of its file: what decides whether photos are done again} */
  @Override
  public String toString() {
    return content.orElse("none");
  }
}
