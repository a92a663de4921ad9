package io.gpen.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import io.gpen.batch.FaceRecord.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report as a person uses it: in a real browser, opened from the disk. */
class ReportBrowserTest {

  private static final String UNUSUAL =
      "M\u00fcller & \"S\u00f6hne\" #1 100% <img src=x onerror=alert(1)>.jpg";

  @TempDir private static Path root;
  private static ReportSample sample;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Browser.isInstalled(), Browser.MISSING);
    sample = new ReportSample(root.resolve("a folder #1"));
    sample.failed("broken.jpg", "the file is cut off");
    sample.restored("z kept.jpg", Outcome.RESTORED, Outcome.KEPT);
    sample.restored("lightly.jpg", Outcome.RESTORED_LIGHTLY, Outcome.BELOW_SCORE);
    sample.restored(UNUSUAL, Outcome.RESTORED, Outcome.RESTORED, Outcome.RESTORED);
    for (int i = 1; i <= 70; i++) {
      sample.copied("photo " + i + ".jpg", "no face found");
    }
    sample.write();
    browser = Browser.start(root.resolve("browser"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void desktop() throws Exception {
    browser.show(1280, 900, false);
  }

  @AfterEach
  void thePageHasNoErrors() throws Exception {
    JsonArray log = browser.log();
    assertEquals(0, log.size(), log.toString());
  }

  private static void openOverview() throws Exception {
    browser.open(sample.report.resolve("index.html"));
  }

  private static String names() throws Exception {
    return browser.text(
        "[...document.querySelectorAll('#photos .name')].map(n => n.textContent).join('|')");
  }

  private static String status() throws Exception {
    return browser.text("document.getElementById('status').textContent");
  }

  private static void choose(String control, String value) throws Exception {
    browser.run(
        "const c = document.getElementById('controls').elements['%s'];".formatted(control)
            + "c.value = '%s'; c.dispatchEvent(new Event('input', {bubbles: true}));"
                .formatted(value));
  }

  @Test
  void theListStartsWithProblemsAndHasPages() throws Exception {
    openOverview();
    assertTrue(names().startsWith("broken.jpg|z kept.jpg|lightly.jpg|" + UNUSUAL), names());
    assertEquals("74 photos, page 1 of 2", status());
    assertEquals("60", browser.text("document.querySelectorAll('#photos li').length"));
    browser.run("document.getElementById('next').click();");
    assertEquals("74 photos, page 2 of 2", status());
    assertEquals("14", browser.text("document.querySelectorAll('#photos li').length"));
    assertEquals("true", browser.text("document.getElementById('next').disabled"));
    assertEquals("A", browser.text("document.activeElement.tagName"));
  }

  @Test
  void theListCanBeFilteredSortedAndSearched() throws Exception {
    openOverview();
    choose("show", "failed");
    assertEquals("broken.jpg", names());
    choose("show", "kept");
    assertEquals("z kept.jpg", names());
    choose("show", "lightly");
    assertEquals("lightly.jpg", names());
    choose("show", "weaker");
    assertEquals("lightly.jpg", names());
    choose("show", "restored");
    choose("sort", "faces");
    assertEquals(UNUSUAL + "|z kept.jpg|lightly.jpg", names());
    choose("show", "all");
    choose("sort", "name");
    choose("search", "PHOTO 1");
    assertTrue(names().startsWith("photo 1.jpg|photo 10.jpg|photo 11.jpg"), names());
    assertEquals("11 photos", status());
    choose("search", "nothing like that");
    assertEquals("0 photos", status());
  }

  @Test
  void picturesAreLoadedLate() throws Exception {
    openOverview();
    assertEquals(
        "true",
        browser.text(
            "[...document.querySelectorAll('#photos img')].every(i => i.loading === 'lazy')"));
  }

  @Test
  void everyPageIsReachedAndUnderstoodWithoutAMouse() throws Exception {
    openOverview();
    browser.run("document.body.focus();");
    browser.type(Browser.TAB);
    assertEquals("Skip to the photos", browser.text("document.activeElement.textContent"));
    assertNotEquals("none", browser.text("getComputedStyle(document.activeElement).outlineStyle"));
    for (String next : List.of("SUMMARY", "INPUT", "SELECT", "SELECT", "A")) {
      browser.type(Browser.TAB);
      assertEquals(next, browser.text("document.activeElement.tagName"));
    }
    browser.type(Browser.ENTER);
    assertEquals("broken.jpg", browser.text("document.querySelector('h1').textContent"));
    assertTrue(browser.text("document.body.innerText").contains("the file is cut off"));
  }

  @Test
  void everyControlAndPictureHasAName() throws Exception {
    for (Path page : List.of(sample.report.resolve("index.html"), sample.page(UNUSUAL))) {
      browser.open(page);
      assertEquals(
          "",
          browser.text(
              "[...document.querySelectorAll('input,select,button,img')].filter(e =>"
                  + " !(e.labels?.length || e.ariaLabel || e.textContent || e.hasAttribute('alt')))"
                  + ".map(e => e.outerHTML).join()"));
      assertEquals("en", browser.text("document.documentElement.lang"));
      assertEquals(
          "1",
          browser.text(
              "document.querySelectorAll('h1').length + document.querySelectorAll('main').length -"
                  + " 1"));
    }
  }

  @Test
  void theSliderIsMovedByKeys() throws Exception {
    browser.open(sample.page(UNUSUAL));
    assertEquals(UNUSUAL, browser.text("document.querySelector('h1').textContent"));
    browser.run("document.querySelector('.compare input').focus();");
    String before = browser.text("getComputedStyle(document.querySelector('.after')).clipPath");
    browser.type(Browser.RIGHT + Browser.RIGHT);
    assertEquals("52 % before, 48 % after", browser.text("document.activeElement.ariaValueText"));
    assertNotEquals(
        before, browser.text("getComputedStyle(document.querySelector('.after')).clipPath"));
    assertNotEquals(
        "none", browser.text("getComputedStyle(document.querySelector('.compare')).outlineStyle"));
  }

  @Test
  void enlargedThePhotoIsTheFileItself() throws Exception {
    browser.open(sample.page(UNUSUAL));
    String width = "document.querySelector('.compare').offsetWidth";
    double fit = Double.parseDouble(browser.text(width));
    browser.run("document.querySelector('[data-zoom=\"4\"]').click();");
    assertTrue(Double.parseDouble(browser.text(width)) > 2 * fit);
    for (int wait = 0;
        wait < 50 && browser.text("document.querySelector('.before').src").contains("/pictures/");
        wait++) {
      Thread.sleep(20);
    }
    assertTrue(browser.text("document.querySelector('.before').src").contains("/in/M%C3%BCller"));
    assertEquals("200", browser.text("document.querySelector('.before').naturalWidth"));
    browser.run("document.getElementById('boxes').click();");
    assertEquals("3", browser.text("document.querySelectorAll('.box:not([hidden])').length"));
  }

  /** The screenshots are for people to look at. */
  @Test
  void noPageIsWiderThanItsScreen() throws Exception {
    Path screenshots = Files.createDirectories(Path.of("target/report-screenshots"));
    Map<String, Path> pages =
        Map.of(
            "overview", sample.report.resolve("index.html"),
            "restored", sample.page(UNUSUAL),
            "failed", sample.page("broken.jpg"));
    for (int width : new int[] {390, 1280}) {
      browser.show(width, 844, width == 390);
      for (Map.Entry<String, Path> page : pages.entrySet()) {
        browser.open(page.getValue());
        assertEquals(
            "true",
            browser.text("document.documentElement.scrollWidth <= " + width),
            page.toString());
        Files.write(
            screenshots.resolve(page.getKey() + "-" + width + ".png"), browser.screenshot());
      }
    }
  }

  @Test
  void darkColoursHaveContrast() throws Exception {
    openOverview();
    String light = browser.text("getComputedStyle(document.body).backgroundColor");
    browser.show(1280, 900, true);
    assertNotEquals(light, browser.text("getComputedStyle(document.body).backgroundColor"));
    String ratios =
        """
        const lum = c => { const [r, g, b] = c.match(/\\d+/g).map(v => v / 255)
            .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
          return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const page = lum(getComputedStyle(document.querySelector('#photos li')).backgroundColor);
        return Math.min(...[...document.querySelectorAll('#photos .text > span')].map(e => {
          const text = lum(getComputedStyle(e).color);
          return (Math.max(text, page) + 0.05) / (Math.min(text, page) + 0.05); }));\
        """;
    for (boolean dark : new boolean[] {true, false}) {
      browser.show(1280, 900, dark);
      double least = browser.run(ratios).getAsDouble();
      assertTrue(least >= 4.5, "WCAG 2 asks for 4.5, not " + least);
    }
  }
}
