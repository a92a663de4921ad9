package io.gpen.benchmark;

import com.google.gson.Gson;
import io.gpen.benchmark.GeneratorArchives.Archive;
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
 * The main class of a child process, which runs one network for each line on its standard input,
 * answers each with a line, and ends with its parent.
 */
final class AllocatorWorker {

  /** The start of every answer; anything else on the stream is not meant for the parent. */
  static final String ANSWER = "gpen-worker ";

  private static final Gson GSON = new Gson();

  private AllocatorWorker() {}

  /**
   * The argument of the child, as JSON.
   *
   * @param archive the path of the network
   * @param winograd the sides in pixels of its levels with Winograd's convolution
   * @param size the side of its images in pixels
   * @param threads threads of an operator, 0 for all cores
   */
  record Task(String archive, List<Integer> winograd, int size, int threads) {}

  /**
   * The answer to one line, as JSON.
   *
   * @param seconds wall time of one run
   * @param used what the kernel counted meanwhile; null if it does not count
   * @param peakBytes the peak memory so far, 0 if unknown
   */
  record Answer(double seconds, ProcessCounters used, long peakBytes) {}

  /**
   * Answers until the input ends.
   *
   * @param arguments the task
   * @throws IOException if the parent cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    Task task = GSON.fromJson(arguments[0], Task.class);
    Archive archive = new Archive("", Path.of(task.archive()), Precision.FP32, task.winograd());
    Tensor crop = GeneratorBenchmark.crop(task.size());
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (Engine engine = Engine.start(new EngineOptions(DeviceChoice.CPU, task.threads()));
        Network network = archive.open(engine);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      out.println(ANSWER + "ready");
      while (in.readLine() != null) {
        Timing.Sample sample = Timing.Sample.of(() -> network.run(crop));
        Answer answer =
            new Answer(
                sample.seconds(),
                sample.used().orElse(null),
                ProcessCounters.peakBytes().orElse(0L));
        out.println(ANSWER + GSON.toJson(answer));
      }
    }
  }
}
