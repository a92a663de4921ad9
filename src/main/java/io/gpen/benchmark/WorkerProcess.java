package io.gpen.benchmark;

import com.google.gson.Gson;
import io.gpen.benchmark.GeneratorArchives.Archive;
import io.gpen.engine.EngineException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parent's side of an {@link AllocatorWorker}. Closing it ends the process. */
final class WorkerProcess implements AutoCloseable {

  private static final Gson GSON = new Gson();

  private final AllocatorMode mode;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter commands;
  private long peakBytes;

  private WorkerProcess(AllocatorMode mode, Process process) {
    this.mode = mode;
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** {@return a child process that has loaded the network} */
  static WorkerProcess start(AllocatorMode mode, Archive archive, int size, int threads) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-X") || argument.startsWith("-D"))
        .forEach(command::add);
    // The log is set up as in the program itself, which sets this in its main method.
    command.add("-Dgpen.program=true");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(AllocatorWorker.class.getName());
    command.add(
        GSON.toJson(
            new AllocatorWorker.Task(
                archive.path().toString(), archive.winograd(), size, threads)));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    mode.apply(builder.environment());
    try {
      WorkerProcess worker = new WorkerProcess(mode, builder.start());
      worker.answer();
      return worker;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start another Java process: " + e.getMessage(), e);
    }
  }

  /** Runs the network once in the child and returns its time there. */
  Timing.Sample run() {
    try {
      commands.write("run\n");
      commands.flush();
      AllocatorWorker.Answer answer = GSON.fromJson(answer(), AllocatorWorker.Answer.class);
      peakBytes = answer.peakBytes();
      return new Timing.Sample(answer.seconds(), Optional.ofNullable(answer.used()));
    } catch (IOException e) {
      throw ended(e);
    }
  }

  /** {@return the allocator of the child} */
  AllocatorMode mode() {
    return mode;
  }

  /** {@return the peak memory of the child at its last run, 0 if unknown} */
  long peakBytes() {
    return peakBytes;
  }

  private String answer() throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(AllocatorWorker.ANSWER)) {
        return line.substring(AllocatorWorker.ANSWER.length());
      }
    }
    throw ended(null);
  }

  private static EngineException ended(IOException cause) {
    return new EngineException(
        "a child process ended before it had run its network; see its message above. Without one it"
            + " probably ran out of memory: compare fewer forms with --forms",
        cause);
  }

  @Override
  public void close() {
    try {
      commands.close();
    } catch (IOException e) {
      // The child has ended already.
    }
    process.destroy();
  }
}
