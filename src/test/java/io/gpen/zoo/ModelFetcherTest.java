package io.gpen.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gpen.files.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads from a server on this machine that breaks in every way that servers break. */
class ModelFetcherTest {

  private static final int HALF = 150_000;

  @TempDir private Path folder;
  private final byte[] weights = new byte[2 * HALF];
  private final List<String> ranges = new ArrayList<>();
  private HttpServer server;
  private String tag = "\"v1\"";
  private int cuts;
  private int status = 200;
  private boolean ignoresRanges;

  @BeforeEach
  void start() throws IOException {
    new Random(1).nextBytes(weights);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/model.pth", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(String.valueOf(range));
    if (status != 200) {
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
      return;
    }
    boolean same = tag != null && tag.equals(exchange.getRequestHeaders().getFirst("If-Range"));
    int from = 0;
    if (range != null && same && !ignoresRanges) {
      from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes %d-%d/%d".formatted(from, weights.length - 1, weights.length));
    }
    if (tag != null) {
      exchange.getResponseHeaders().set("ETag", tag);
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, weights.length - from);
    int to = cuts-- > 0 ? Math.min(from + HALF / 2, weights.length) : weights.length;
    exchange.getResponseBody().write(weights, from, to - from);
    exchange.getResponseBody().flush();
    // Closing an exchange before its promised length cuts the connection.
    exchange.close();
  }

  private URI source() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/model.pth");
  }

  private FetchRequest request(Optional<Sha256> digest) {
    return new FetchRequest(
        "model", source(), folder.resolve("zoo/model.pth"), OptionalLong.empty(), digest);
  }

  private FetchRequest request() {
    return request(Optional.of(Sha256.of(weights)));
  }

  private static Sha256 fetch(FetchRequest request) {
    return new ModelFetcher(1).fetch(request, (done, total) -> {});
  }

  private void assertWhole(FetchRequest request) throws IOException {
    assertArrayEquals(weights, Files.readAllBytes(request.target()));
    try (var files = Files.list(request.target().getParent())) {
      assertEquals(List.of(request.target()), files.toList());
    }
  }

  private static void assertNothing(FetchRequest request) {
    assertFalse(Files.exists(request.target()));
    assertFalse(Files.exists(request.part()));
    assertFalse(Files.exists(request.tag()));
  }

  @Test
  void aFileComesWholeAndVerified() throws IOException {
    List<Long> progress = new ArrayList<>();
    FetchRequest request = request();
    Sha256 digest =
        new ModelFetcher(1)
            .fetch(
                request,
                (done, total) -> {
                  assertEquals(weights.length, total.orElseThrow());
                  progress.add(done);
                });
    assertEquals(Sha256.of(weights), digest);
    assertEquals(weights.length, progress.get(progress.size() - 1));
    assertWhole(request);
  }

  @Test
  void aCutConnectionIsTakenUpAgain() throws IOException {
    cuts = 2;
    fetch(request());
    assertEquals(List.of("null", "bytes=" + HALF / 2 + "-", "bytes=" + HALF + "-"), ranges);
    assertWhole(request());
  }

  @Test
  void whatHasComeIsKeptForTheNextCommandWhenTheServerKeepsBreaking() throws IOException {
    FetchRequest request = request();
    cuts = 1;
    server.removeContext("/model.pth");
    server.createContext(
        "/model.pth",
        exchange -> {
          if (ranges.isEmpty()) {
            answer(exchange);
          } else {
            exchange.close();
          }
        });
    ModelException broken = assertThrows(ModelException.class, () -> fetch(request));
    assertTrue(broken.getMessage().contains("75,000 bytes are kept"), broken.getMessage());
    assertFalse(Files.exists(request.target()));
    assertEquals(HALF / 2, Files.size(request.part()));
    server.removeContext("/model.pth");
    server.createContext("/model.pth", this::answer);
    fetch(request());
    assertEquals("bytes=" + HALF / 2 + "-", ranges.get(1));
    assertWhole(request());
  }

  @Test
  void aServerThatIgnoresRangesIsReadFromTheBeginning() throws IOException {
    cuts = 1;
    ignoresRanges = true;
    fetch(request());
    assertEquals(2, ranges.size());
    assertWhole(request());
  }

  @Test
  void aFileThatChangedAtTheServerIsReadFromTheBeginning() throws IOException {
    FetchRequest request = request();
    Files.createDirectories(request.part().getParent());
    Files.write(request.part(), new byte[HALF]);
    Files.writeString(request.tag(), "\"v0\"");
    fetch(request);
    assertWhole(request);
  }

  @Test
  void aPartOfUnknownOriginIsNotGoneOnWith() throws IOException {
    FetchRequest request = request();
    Files.createDirectories(request.part().getParent());
    Files.write(request.part(), new byte[2 * weights.length]);
    fetch(request);
    assertEquals(List.of("null"), ranges);
    assertWhole(request);
  }

  @Test
  void aServerWithoutTagsWorksToo() throws IOException {
    tag = null;
    cuts = 1;
    fetch(request());
    assertEquals(List.of("null", "null"), ranges);
    assertWhole(request());
  }

  @Test
  void theWrongFileIsNotKept() {
    FetchRequest request = request(Optional.of(Sha256.of(new byte[0])));
    ModelException wrong = assertThrows(ModelException.class, () -> fetch(request));
    assertTrue(wrong.getMessage().contains("but should have"), wrong.getMessage());
    assertNothing(request);
  }

  @Test
  void aFileOfTheWrongSizeIsNotKept() {
    FetchRequest request =
        new FetchRequest(
            "model", source(), folder.resolve("m.pth"), OptionalLong.of(5), Optional.empty());
    assertThrows(ModelException.class, () -> fetch(request));
    assertNothing(request);
  }

  @Test
  void anUnverifiedFileIsTakenWhenNobodyKnowsItsDigest() throws IOException {
    FetchRequest request = request(Optional.empty());
    assertEquals(Sha256.of(weights), fetch(request));
    assertWhole(request);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410, 403})
  void aServerThatSaysNoIsAskedOnce(int answer) {
    status = answer;
    ModelException refused = assertThrows(ModelException.class, () -> fetch(request()));
    assertTrue(refused.getMessage().contains(source().toString()), refused.getMessage());
    assertEquals(1, ranges.size());
    assertFalse(Files.exists(request().target()));
  }

  @Test
  void aServerInTroubleIsAskedAgain() {
    status = 503;
    assertThrows(ModelException.class, () -> fetch(request()));
    assertEquals(4, ranges.size());
  }

  @Test
  void aMachineThatIsOfflineIsToldSo() {
    FetchRequest request =
        new FetchRequest(
            "model",
            URI.create("https://no-such-host.invalid/model.pth"),
            folder.resolve("model.pth"),
            OptionalLong.empty(),
            Optional.empty());
    ModelException offline = assertThrows(ModelException.class, () -> fetch(request));
    assertTrue(offline.getMessage().contains("cannot fetch model"), offline.getMessage());
    assertFalse(Files.exists(request.target()));
  }

  @Test
  void anotherFileInTheWayIsNeverTouched() throws IOException {
    Files.createDirectories(request().target().getParent());
    Files.writeString(request().target(), "old");
    for (FetchRequest request : List.of(request(), request(Optional.empty()))) {
      ModelException refused = assertThrows(ModelException.class, () -> fetch(request));
      assertTrue(refused.getMessage().contains("already exists"), refused.getMessage());
      assertEquals("old", Files.readString(request.target()));
      assertFalse(Files.exists(request.part()));
    }
    assertEquals(List.of(), ranges, "nothing is downloaded in vain");
  }

  @Test
  void aModelThatIsThereIsNotFetchedAgain() throws IOException {
    fetch(request());
    assertEquals(Sha256.of(weights), fetch(request()));
    assertEquals(1, ranges.size());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksAreNeverFollowedByWhatIsWritten() throws IOException {
    FetchRequest request = request();
    Path victim = Files.writeString(folder.resolve("victim"), "precious");
    Files.createDirectories(request.target().getParent());
    for (Path name : List.of(request.target(), request.part(), request.tag())) {
      for (Path end : List.of(victim, folder.resolve("nowhere"))) {
        Files.createSymbolicLink(name, end);
        ModelException refused = assertThrows(ModelException.class, () -> fetch(request));
        assertTrue(refused.getMessage().contains("is a link"), refused.getMessage());
        assertEquals("precious", Files.readString(victim));
        assertFalse(Files.exists(folder.resolve("nowhere")));
        Files.delete(name);
      }
    }
  }

  @Test
  void nothingIsLeftAndPromisedWhenNothingCame() {
    status = 403;
    FetchRequest request = request();
    String message = assertThrows(ModelException.class, () -> fetch(request)).getMessage();
    assertFalse(message.contains("kept"), message);
    assertNothing(request);
  }

  @Test
  void whatCannotBeResumedIsNotKept() {
    tag = null;
    cuts = 9;
    FetchRequest request = request();
    String message = assertThrows(ModelException.class, () -> fetch(request)).getMessage();
    assertFalse(message.contains("kept"), message);
    assertNothing(request);
  }

  @Test
  void aServerThatSendsMoreThanAnnouncedIsCutOff() {
    List<Long> progress = new ArrayList<>();
    FetchRequest request =
        new FetchRequest(
            "model", source(), folder.resolve("m.pth"), OptionalLong.of(5), Optional.empty());
    assertThrows(
        ModelException.class,
        () -> new ModelFetcher(1).fetch(request, (done, total) -> progress.add(done)));
    assertEquals(1, progress.size());
    assertNothing(request);
  }

  @Test
  void aFolderIsNoModel() {
    FetchRequest request =
        new FetchRequest(
            "model",
            folder.toUri(),
            folder.resolve("zoo/model.pth"),
            OptionalLong.empty(),
            Optional.empty());
    assertThrows(ModelException.class, () -> fetch(request));
    assertNothing(request);
  }

  @Test
  void fileAddressesWork() throws IOException {
    Path file = Files.write(folder.resolve("brought on a stick.pth"), weights);
    FetchRequest request =
        new FetchRequest(
            "model",
            file.toUri(),
            folder.resolve("zoo/model.pth"),
            OptionalLong.of(weights.length),
            Optional.of(Sha256.of(weights)));
    fetch(request);
    assertWhole(request);
    Files.delete(file);
    Files.delete(request.target());
    ModelException gone = assertThrows(ModelException.class, () -> fetch(request));
    assertTrue(gone.getMessage().contains("there is no"), gone.getMessage());
  }

  @Test
  void aSecondProcessDoesNotWriteIntoTheSamePart() throws IOException {
    FetchRequest request = request();
    Files.createDirectories(request.part().getParent());
    try (FileChannel other =
        FileChannel.open(request.part(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      other.lock();
      assertThrows(ModelException.class, () -> fetch(request));
    }
    assertEquals(List.of(), ranges);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/m.pth",
        "ftp://example.org/m.pth",
        "m.pth",
        "file://example.org/m.pth",
        "FILE://localhost/m.pth",
        "file:m.pth",
        "file:///m.pth?x",
        "https:///m.pth",
        "jar:file:/m.jar!/m.pth"
      })
  void addressesThatAnybodyOnTheWayCouldChangeAreRefused(String address) {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new FetchRequest(
                "model",
                URI.create(address),
                folder.resolve("m.pth"),
                OptionalLong.empty(),
                Optional.empty()));
  }
}
