package io.gpen.report.html;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Headless Chromium, driven through the WebDriver protocol of ChromeDriver. */
public final class Browser implements AutoCloseable {

  public static final String MISSING =
      "chromedriver or chromium is not installed (Debian: apt-get install chromium-driver);"
          + " the report was not looked at in a browser";

  static final String TAB = "\ue004";
  static final String RIGHT = "\ue014";
  static final String ENTER = "\ue007";

  private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");

  private final Process driver;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Gson gson = new Gson();
  private String address;

  private Browser(Process driver) {
    this.driver = driver;
  }

  /** {@return whether the browser is installed} */
  public static boolean isInstalled() {
    return program("chromedriver").isPresent() && program("chromium").isPresent();
  }

  private static Optional<Path> program(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts a browser whose settings live in a folder. */
  public static Browser start(Path folder) throws IOException, InterruptedException {
    Process driver =
        new ProcessBuilder(program("chromedriver").orElseThrow().toString(), "--port=0")
            .redirectErrorStream(true)
            .start();
    Browser browser = new Browser(driver);
    try {
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
      Matcher port = PORT.matcher("");
      while (!port.find()) {
        String line = lines.readLine();
        if (line == null) {
          throw new IOException("chromedriver ended");
        }
        port = PORT.matcher(line);
      }
      browser.address = "http://127.0.0.1:" + port.group(1) + "/session";
      browser.begin(folder);
      return browser;
    } catch (IOException | InterruptedException | RuntimeException e) {
      driver.destroy();
      throw e;
    }
  }

  private void begin(Path folder) throws IOException, InterruptedException {
    Map<String, Object> options =
        Map.of(
            "binary",
            program("chromium").orElseThrow().toString(),
            "args",
            List.of(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--user-data-dir=" + folder));
    Map<String, Object> wanted =
        Map.of("goog:chromeOptions", options, "goog:loggingPrefs", Map.of("browser", "ALL"));
    JsonElement session = post("", Map.of("capabilities", Map.of("alwaysMatch", wanted)));
    address += "/" + session.getAsJsonObject().get("sessionId").getAsString();
  }

  /** Opens a file and waits until it is loaded. */
  public void open(Path page) throws IOException, InterruptedException {
    post("/url", Map.of("url", page.toUri().toString()));
  }

  /** {@return what a function body returns in the page} */
  public JsonElement run(String script) throws IOException, InterruptedException {
    return post("/execute/sync", Map.of("script", script, "args", List.of()));
  }

  /** {@return what an expression is in the page, as text} */
  public String text(String expression) throws IOException, InterruptedException {
    JsonElement value = run("return String(" + expression + ");");
    return value.getAsString();
  }

  /** Types keys into whatever has the focus. */
  void type(String keys) throws IOException, InterruptedException {
    List<Map<String, String>> actions =
        keys.codePoints()
            .mapToObj(Character::toString)
            .flatMap(
                key ->
                    Stream.of(
                        Map.of("type", "keyDown", "value", key),
                        Map.of("type", "keyUp", "value", key)))
            .toList();
    post(
        "/actions",
        Map.of("actions", List.of(Map.of("type", "key", "id", "k", "actions", actions))));
  }

  /** Sets the size of the page and whether the user prefers dark colours. */
  public void show(int width, int height, boolean dark) throws IOException, InterruptedException {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    command(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  private void command(String name, Map<String, Object> parameters)
      throws IOException, InterruptedException {
    post("/goog/cdp/execute", Map.of("cmd", name, "params", parameters));
  }

  /** {@return a picture of what is visible, as PNG} */
  public byte[] screenshot() throws IOException, InterruptedException {
    return Base64.getDecoder().decode(send("/screenshot", Optional.empty()).getAsString());
  }

  /** {@return errors and warnings of the page since the last call} */
  JsonArray log() throws IOException, InterruptedException {
    return post("/se/log", Map.of("type", "browser")).getAsJsonArray();
  }

  private JsonElement post(String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    return send(path, Optional.of(body));
  }

  private JsonElement send(String path, Optional<Map<String, Object>> body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
    body.ifPresent(b -> request.POST(HttpRequest.BodyPublishers.ofString(gson.toJson(b))));
    HttpResponse<String> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    JsonObject object = JsonParser.parseString(answer.body()).getAsJsonObject();
    if (answer.statusCode() != 200) {
      throw new IOException(path + ": " + object);
    }
    return object.get("value");
  }

  @Override
  public void close() throws IOException {
    try {
      HttpRequest end = HttpRequest.newBuilder(URI.create(address)).DELETE().build();
      http.send(end, HttpResponse.BodyHandlers.discarding());
      driver.destroy();
      driver.waitFor();
    } catch (InterruptedException e) {
      driver.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
