package io.gpen.benchmark;

import com.google.gson.Gson;
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

/** A child process that runs one network; see {@link AllocatorWorker}. Ends it when closed. */
final class WorkerProcess implements AutoCloseable {

  private static final Gson GSON = new Gson();

  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter commands;
  private long peakBytes;

  /** What a child says about one run. */
  record Answer(double seconds, ProcessCounters used, long peakBytes) {

    static Answer of(Sample sample) {
      return new Answer(
          sample.seconds(),
          sample.used().orElse(null),
          ProcessMemory.now().map(ProcessMemory::peakBytes).orElse(0L));
    }

    String toJson() {
      return GSON.toJson(this);
    }
  }

  private WorkerProcess(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** {@return a child that is ready to run a network} */
  static WorkerProcess start(AllocatorMode mode, GeneratorArchive archive, int size, int threads) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-X") || argument.startsWith("-D"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(AllocatorWorker.class.getName());
    command.add(new AllocatorWorker.Task(archive, size, threads).toJson());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    mode.apply(builder.environment());
    try {
      WorkerProcess worker = new WorkerProcess(builder.start());
      worker.answer();
      return worker;
    } catch (IOException e) {
      throw new UncheckedIOException("Java cannot be started once more: " + e.getMessage(), e);
    }
  }

  /** {@return one run of the network, as the child timed it} */
  Sample run() {
    try {
      commands.write("run\n");
      commands.flush();
      Answer answer = GSON.fromJson(answer(), Answer.class);
      peakBytes = answer.peakBytes();
      return new Sample(answer.seconds(), Optional.ofNullable(answer.used()));
    } catch (IOException e) {
      throw ended(e);
    }
  }

  /** {@return the most memory that the child had at its last run; 0 if nobody counts} */
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
        "a child process ended before it had run its network: see its message above; if there is none, memory was too short for all of them at a time: name fewer with --forms",
        cause);
  }

  @Override
  public void close() {
    try {
      commands.close();
    } catch (IOException e) {
      // It is gone already.
    }
    process.destroy();
  }
}
