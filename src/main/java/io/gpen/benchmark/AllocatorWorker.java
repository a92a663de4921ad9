package io.gpen.benchmark;

import io.gpen.engine.DeviceChoice;
import io.gpen.engine.Engine;
import io.gpen.engine.EngineOptions;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The main class of a child process that runs one network whenever it is told to by a line on its
 * standard input, and answers each with a line; it ends when its parent does.
 */
final class AllocatorWorker {

  /** What every answer begins with; anything else on the stream is not meant for the parent. */
  static final String ANSWER = "gpen-worker ";

  private AllocatorWorker() {}

  /**
   * Answers until the input ends.
   *
   * @param arguments archive, side of its pictures, threads (0 for all cores)
   * @throws IOException if the parent cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    Tensor crop = Noise.crop(Integer.parseInt(arguments[1]));
    EngineOptions options = new EngineOptions(DeviceChoice.CPU, Integer.parseInt(arguments[2]));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (Engine engine = Engine.start(options);
        Network network = engine.load(Path.of(arguments[0]));
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      out.println(ANSWER + "ready");
      while (in.readLine() != null) {
        Sample sample = Sample.of(() -> network.run(crop));
        out.println(ANSWER + WorkerProcess.Answer.of(sample).toJson());
      }
    }
  }
}
