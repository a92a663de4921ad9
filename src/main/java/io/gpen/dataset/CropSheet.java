package io.gpen.dataset;

import io.gpen.files.AtomicFile;
import io.gpen.files.PathText;
import io.gpen.image.io.ContactSheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The contact sheet of a data set. */
public final class CropSheet {

  private static final int COLUMNS = 16;
  private static final int MOST = 400;
  private static final int SIDE = 96;

  private CropSheet() {}

  /**
   * Writes a PNG picture of the crops in a folder, at most 400 of them, evenly chosen.
   *
   * @param folder the output folder of a {@link CropRun}
   * @param sheet the file to write
   * @return how many crops it shows
   * @throws IOException if a file cannot be read or written
   */
  public static int write(Path folder, Path sheet) throws IOException {
    List<CropRow> all = new CropTable(folder).read().stream().filter(CropRow::isWritten).toList();
    int shown = Math.min(MOST, all.size());
    List<Path> crops = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      CropRow row = all.get((int) ((long) i * all.size() / shown));
      crops.add(PathText.resolve(folder, row.crop()));
    }
    Files.createDirectories(sheet.toAbsolutePath().getParent());
    AtomicFile.write(sheet, ContactSheet.png(crops, COLUMNS, SIDE));
    return shown;
  }
}
