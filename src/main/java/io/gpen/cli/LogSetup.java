package io.gpen.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Sets up the log: messages on standard error, with their level unless they are mere information.
 * Reading the same from XML would be a tenth of the time of a start. {@code
 * -Dlogback.configurationFile} names a file to be read instead. A program that uses {@code
 * io.gpen.api} keeps a log setup of its own.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {

  /** Set in the processes of this program; without it, another program uses the library. */
  static final String PROGRAM_PROPERTY = "gpen.program";

  /** What log lines begin with; read when logging starts. */
  static final String PREFIX_PROPERTY = "gpen.log.prefix";

  /** Whether stack traces are written. */
  static final String STACKTRACE_PROPERTY = "gpen.log.stacktrace";

  private static final String FILE_PROPERTY = "logback.configurationFile";

  /** Takes no arguments: Logback makes it. */
  public LogSetup() {}

  @Override
  public ExecutionStatus configure(LoggerContext logs) {
    if (System.getProperty(FILE_PROPERTY) != null || System.getProperty(PROGRAM_PROPERTY) == null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    Line line = new Line(System.getProperty(PREFIX_PROPERTY, ""));
    line.setContext(logs);
    line.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(logs);
    encoder.setLayout(line);
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(logs);
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    logs.getLogger("ROOT").setLevel(Level.WARN);
    logs.getLogger("ROOT").addAppender(console);
    logs.getLogger("io.gpen").setLevel(Level.INFO);
    // Speaks up on every machine without a GPU; the engine says itself what it runs on.
    logs.getLogger("ai.djl.util.cuda").setLevel(Level.ERROR);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** One message, and with {@code --stacktrace} the stack trace if there is one. */
  static final class Line extends LayoutBase<ILoggingEvent> {
    private final String prefix;

    Line(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
      StringBuilder line = new StringBuilder(prefix).append(TimestampWriter.prefix());
      if (event.getLevel() != Level.INFO) {
        line.append(event.getLevel()).append(": ");
      }
      line.append(event.getFormattedMessage()).append(CoreConstants.LINE_SEPARATOR);
      if (event.getThrowableProxy() != null && Boolean.getBoolean(STACKTRACE_PROPERTY)) {
        line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
      return line.toString();
    }
  }
}
