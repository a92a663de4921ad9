package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The log as people read it. */
class LogSetupTest {

  private static final String FILE = "logback.configurationFile";

  private final LoggerContext logs = new LoggerContext();

  private ExecutionStatus configure() {
    String before = System.clearProperty(FILE);
    System.setProperty(LogSetup.PROGRAM_PROPERTY, "true");
    try {
      return new LogSetup().configure(logs);
    } finally {
      System.clearProperty(LogSetup.PROGRAM_PROPERTY);
      System.setProperty(FILE, before);
    }
  }

  private String line(String prefix, Level level, Throwable thrown) {
    Logger logger = logs.getLogger("io.gpen.test");
    Object[] arguments = {3, "photos"};
    return new LogSetup.Line(prefix)
        .doLayout(new LoggingEvent("", logger, level, "{} {}", thrown, arguments));
  }

  @Test
  void onlyWhatIsMoreOrLessThanInformationIsCalledSo() {
    String end = System.lineSeparator();
    assertEquals("3 photos" + end, line("", Level.INFO, null));
    assertEquals("WARN: 3 photos" + end, line("", Level.WARN, null));
    assertEquals("> DEBUG: 3 photos" + end, line("> ", Level.DEBUG, null));
  }

  @Test
  void aStackTraceIsForThoseWhoAskForIt() {
    IllegalStateException thrown = new IllegalStateException("why");
    assertEquals("ERROR: 3 photos" + System.lineSeparator(), line("", Level.ERROR, thrown));
    System.setProperty(LogSetup.STACKTRACE_PROPERTY, "true");
    String text = line("", Level.ERROR, thrown);
    System.clearProperty(LogSetup.STACKTRACE_PROPERTY);
    assertTrue(text.startsWith("ERROR: 3 photos" + System.lineSeparator()), text);
    assertTrue(text.contains("IllegalStateException: why"), text);
    assertTrue(text.contains("at io.gpen.cli.LogSetupTest"), text);
  }

  @Test
  void librariesAreHeardOnlyWhenTheyWarn() {
    assertEquals(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY, configure());
    assertTrue(logs.getLogger("io.gpen.api.Networks").isInfoEnabled());
    assertFalse(logs.getLogger("io.gpen.api.Networks").isDebugEnabled());
    assertFalse(logs.getLogger("ai.djl.pytorch").isInfoEnabled());
    assertTrue(logs.getLogger("ai.djl.pytorch").isWarnEnabled());
    assertFalse(logs.getLogger("ai.djl.util.cuda.CudaUtils").isWarnEnabled());
  }

  @Test
  void aProgramThatUsesTheLibraryKeepsItsOwnSetup() {
    String before = System.clearProperty(FILE);
    try {
      assertEquals(ExecutionStatus.INVOKE_NEXT_IF_ANY, new LogSetup().configure(logs));
    } finally {
      System.setProperty(FILE, before);
    }
  }

  @Test
  void aFileOfTheUserIsReadInstead() {
    assertEquals(ExecutionStatus.INVOKE_NEXT_IF_ANY, new LogSetup().configure(logs));
  }

  @Test
  void theProgramIsSetUpByThis() throws Exception {
    Path service =
        Path.of("src/main/resources/META-INF/services/ch.qos.logback.classic.spi.Configurator");
    assertEquals(LogSetup.class.getName(), Files.readString(service).strip());
  }
}
