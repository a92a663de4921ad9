package io.gpen.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gpen.files.Sha256;
import io.gpen.torchscript.Precision;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The automatic precision stays that of the photos that are there. */
class KeptPrecisionTest {

  private static final Sha256 WEIGHTS = Sha256.of("weights".getBytes(StandardCharsets.UTF_8));
  private static final Sha256 OTHER = Sha256.of("others".getBytes(StandardCharsets.UTF_8));
  private static final Optional<String> NO_KEY = Optional.empty();

  @TempDir Path output;

  /** A line as version 0.1.0 writes it. */
  private void line(Sha256 generator) throws Exception {
    String line =
        "{\"event\":\"ended\",\"output\":\"a.jpg\",\"input\":\"/in/a.jpg\",\"outcome\":\"FAILED\","
            + "\"cause\":\"FILE\",\"reason\":\"it is cut off\",\"recipe\":{\"pipeline\":1,"
            + "\"options\":{},\"models\":{\"generator\":\""
            + generator.hex()
            + "\"}},\"tool\":\"0.1.0\",\"maxPixels\":1}\n";
    Files.writeString(
        output.resolve("gpen-manifest.jsonl"),
        line,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private Optional<Precision> kept(Optional<String> key) {
    return Networks.lastPrecision(output, WEIGHTS, key);
  }

  @Test
  void isThatOfTheLastLineWithTheSameWeights() throws Exception {
    assertEquals(Optional.empty(), kept(NO_KEY), "no manifest");
    line(Networks.identity(OTHER, NO_KEY, Precision.BF16));
    assertEquals(Optional.empty(), kept(NO_KEY), "other weights");
    line(Networks.identity(WEIGHTS, NO_KEY, Precision.BF16));
    line(Networks.identity(OTHER, NO_KEY, Precision.FP32));
    assertEquals(Optional.of(Precision.BF16), kept(NO_KEY));
    assertEquals(Optional.empty(), kept(Optional.of("g_ema")), "other weights of the same file");
    line(Networks.identity(WEIGHTS, NO_KEY, Precision.FP32));
    assertEquals(Optional.of(Precision.FP32), kept(NO_KEY));
  }
}
