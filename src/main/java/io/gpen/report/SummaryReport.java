package io.gpen.report;

import io.gpen.batch.BatchSummary;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a person or a program reads after a run; a function of the summary alone.
 *
 * @param summary what the run did
 */
public record SummaryReport(BatchSummary summary) {

  /**
   * {@return the summary for a person, lines with their ends: new failures first, then known ones,
   * unsupported files, warnings, what is left for later, the figures, why it was stopped}
   */
  public String text() {
    StringWriter text = new StringWriter();
    TextSummary.print(summary, new PrintWriter(text));
    return text.toString();
  }

  /** {@return the summary for a program: one JSON object with the figures and every outcome} */
  public String json() {
    return JsonSummary.of(summary);
  }
}
