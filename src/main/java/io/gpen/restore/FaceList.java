package io.gpen.restore;

import io.gpen.face.Face;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The faces of photos that somebody has looked through. */
public final class FaceList {

  /** Lists no photo. */
  public static final FaceList NONE = new FaceList(Map.of());

  private final Map<Path, Entry> photos = new TreeMap<>();

  /**
   * The faces of one photo.
   *
   * @param width width of the upright photo in pixels
   * @param height its height
   * @param faces its faces, in the order of their numbers
   */
  public record Entry(int width, int height, List<Face> faces) {}

  private FaceList(Map<Path, Entry> photos) {
    photos.forEach((photo, entry) -> this.photos.put(key(photo), entry));
  }

  /**
   * {@return a list of faces}
   *
   * @param photos photo to faces
   */
  public static FaceList of(Map<Path, Entry> photos) {
    return new FaceList(photos);
  }

  /**
   * {@return the faces of a photo; empty if it is not listed}
   *
   * @param photo its file
   */
  public Optional<Entry> entry(Path photo) {
    return photos.isEmpty() ? Optional.empty() : Optional.ofNullable(photos.get(key(photo)));
  }

  /** {@return whether it lists no photo} */
  public boolean isEmpty() {
    return photos.isEmpty();
  }

  private static Path key(Path photo) {
    return photo.toAbsolutePath().normalize();
  }
}
