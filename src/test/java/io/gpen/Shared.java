package io.gpen;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where tests find reference vectors, photographs and weights. */
public final class Shared {

  private static final Path COPIES = Path.of("src/test/resources");
  private static final Path SHARED = Path.of("../shared");

  private Shared() {}

  /**
   * {@return a file that lies in the repository's test resources or, if not, in the folder beside
   * the repository that is not part of it; the test is skipped with a message if it is in neither}
   *
   * @param name the path below that folder, such as {@code vectors/gpen/manifest.json}
   */
  public static Path file(String name) {
    Path copy = COPIES.resolve(name);
    if (Files.exists(copy)) {
      return copy;
    }
    Path shared = SHARED.resolve(name);
    assumeTrue(Files.exists(shared), () -> "skipped: " + shared + " is not there");
    return shared;
  }

  /** {@return one of the project's own test photographs} */
  public static Path testphoto(String name) {
    return Path.of("testphoto/in").resolve(name);
  }

  /** {@return a JSON file of the vectors} */
  public static JsonObject json(String name) {
    try {
      return JsonParser.parseString(Files.readString(file(name))).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return a file of little-endian float32 values} */
  public static float[] floats(String name) {
    ByteBuffer bytes = bytes(name);
    float[] values = new float[bytes.remaining() / 4];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  /** {@return a file of little-endian int32 values} */
  public static int[] ints(String name) {
    ByteBuffer bytes = bytes(name);
    int[] values = new int[bytes.remaining() / 4];
    bytes.asIntBuffer().get(values);
    return values;
  }

  private static ByteBuffer bytes(String name) {
    try {
      return ByteBuffer.wrap(Files.readAllBytes(file(name))).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
