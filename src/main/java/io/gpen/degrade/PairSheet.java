package io.gpen.degrade;

import io.gpen.files.AtomicFile;
import io.gpen.files.PathText;
import io.gpen.image.io.ContactSheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The contact sheet of a run. */
public final class PairSheet {

  private static final int COLUMNS = 8;
  private static final int MOST = 100;
  private static final int SIDE = 192;

  private PairSheet() {}

  /**
   * Writes a PNG picture of pairs, the clear half on the left, at most 100 of them, evenly chosen.
   *
   * @param request the request of the run
   * @param result its result, with at least one copy
   * @param sheet the file to write
   * @throws IOException if a file cannot be read or written
   */
  public static void write(DegradeRequest request, DegradeResult result, Path sheet)
      throws IOException {
    List<CopyOutcome.Made> all =
        result.outcomes().stream()
            .filter(CopyOutcome.Made.class::isInstance)
            .map(CopyOutcome.Made.class::cast)
            .toList();
    int shown = Math.min(MOST, all.size());
    List<Path> images = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      CopyOutcome.Made made = all.get((int) ((long) i * all.size() / shown));
      String target = PathText.of(request.output().relativize(made.output()));
      images.add(
          request
              .clear()
              .map(folder -> PathText.resolve(folder, target))
              .orElse(request.photos().get(made.name())));
      images.add(made.output());
    }
    Files.createDirectories(sheet.toAbsolutePath().getParent());
    AtomicFile.write(sheet, ContactSheet.png(images, COLUMNS, SIDE));
  }
}
