package io.gpen.degrade;

import io.gpen.files.TemporaryFiles;
import io.gpen.image.OpenCv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Makes the degraded copies of a request. */
public final class DegradeRun {

  private DegradeRun() {}

  /**
   * Makes the copies, one after the other. What is wrong with one photo does not end the others.
   *
   * @param request what is asked for
   * @param listener hears of each photo when it is done
   * @param stop asked before each photo; if it says yes, the rest is left
   * @return what became of the photos, in the order of their names
   * @throws DegradeUsageException if an output would be an input; nothing was written
   * @throws IOException if an output folder cannot be written
   */
  public static DegradeResult run(
      DegradeRequest request, Consumer<CopyOutcome> listener, BooleanSupplier stop)
      throws IOException {
    CopyPlan plan = CopyPlan.of(request);
    for (Path folder : request.written()) {
      // What a run left behind that was killed.
      TemporaryFiles.sweep(folder, TemporaryFiles::isOrphan, inner -> false);
    }
    OpenCv.load();
    List<CopyOutcome> outcomes = new ArrayList<>(plan.failed());
    plan.failed().forEach(listener);
    CopyMaker maker = new CopyMaker(request);
    boolean stopped = false;
    for (CopyPlan.Copy copy : plan.copies()) {
      stopped = stop.getAsBoolean();
      if (stopped) {
        break;
      }
      CopyOutcome outcome = maker.make(copy);
      outcomes.add(outcome);
      listener.accept(outcome);
    }
    outcomes.sort(Comparator.comparing(CopyOutcome::name));
    return new DegradeResult(request.seed(), outcomes, stopped);
  }
}
