package io.gpen.benchmark;

import com.google.gson.Gson;
import io.gpen.engine.DeviceChoice;
import io.gpen.engine.Engine;
import io.gpen.engine.EngineOptions;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.torchscript.Precision;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The main class of a child process that runs one network whenever it is told to by a line on its
 * standard input, and answers each with a line; it ends when its parent does.
 */
final class AllocatorWorker {

  /** What every answer begins with; anything else on the stream is not meant for the parent. */
  static final String ANSWER = "gpen-worker ";

  private static final Gson GSON = new Gson();

  private AllocatorWorker() {}

  /**
   * What a child is told on its command line.
   *
   * @param archive the path of the network
   * @param winograd the sides in pixels of its levels with Winograd's convolution
   * @param size the side of its pictures in pixels
   * @param threads threads of an operator, 0 for all cores
   */
  record Task(String archive, List<Integer> winograd, int size, int threads) {

    Task(GeneratorArchive archive, int size, int threads) {
      this(archive.path().toString(), archive.winograd(), size, threads);
    }

    String toJson() {
      return GSON.toJson(this);
    }

    private Network open(Engine engine) {
      return new GeneratorArchive("", Path.of(archive), Precision.FP32, winograd).open(engine);
    }
  }

  /**
   * Answers until the input ends.
   *
   * @param arguments the task as JSON
   * @throws IOException if the parent cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    Task task = GSON.fromJson(arguments[0], Task.class);
    Tensor crop = Noise.crop(task.size());
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (Engine engine = Engine.start(new EngineOptions(DeviceChoice.CPU, task.threads()));
        Network network = task.open(engine);
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
