package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimestampWriterTest {

  private final StringWriter text = new StringWriter();
  private final PrintWriter err = new PrintWriter(new TimestampWriter(text));

  @AfterEach
  void nobodyAsks() {
    System.clearProperty(TimestampWriter.PROPERTY);
  }

  private void write() {
    err.print("one\ntwo");
    err.print(' ');
    err.print(2);
    err.print("\n\nthree\n");
    err.flush();
  }

  @Test
  void linesStayAsTheyAreUnlessItIsAskedFor() {
    write();
    assertEquals("one\ntwo 2\n\nthree\n", text.toString());
  }

  @Test
  void eachLineThatIsNotEmptyBeginsWithDateAndTime() {
    System.setProperty(TimestampWriter.PROPERTY, "true");
    write();
    String time = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d ";
    assertTrue(
        text.toString().matches(time + "one\n" + time + "two 2\n\n" + time + "three\n"),
        text.toString());
  }
}
