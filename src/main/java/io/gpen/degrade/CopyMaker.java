package io.gpen.degrade;

import io.gpen.files.AtomicFile;
import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoReader;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.opencv.core.CvException;

/** Makes the degraded copy of one photo after the other, and the clear half if asked for. */
final class CopyMaker {

  private final DegradeRequest request;

  CopyMaker(DegradeRequest request) {
    this.request = request;
  }

  /**
   * Makes a copy.
   *
   * @param copy what is to be made
   * @return what became of it; whatever is wrong with the photo is not thrown
   * @throws IOException if an output folder cannot be written
   */
  CopyOutcome make(CopyPlan.Copy copy) throws IOException {
    Degradation drawn = DegradationDraw.ofFile(request.seed(), copy.name());
    Degradation numbers = request.clear().isPresent() ? drawn : drawn.keepingClear();
    EncodedPair pair;
    try (Photo photo = PhotoReader.read(Files.readAllBytes(copy.photo()), request.maxPixels())) {
      pair = EncodedPair.of(photo, request.size(), numbers);
    } catch (NoSuchFileException e) {
      return new CopyOutcome.Failed(copy.name(), "it is not there any more");
    } catch (AccessDeniedException e) {
      return new CopyOutcome.Failed(copy.name(), "it may not be read");
    } catch (IOException | PhotoException | CvException | OutOfMemoryError e) {
      return new CopyOutcome.Failed(copy.name(), e.getMessage());
    }
    return write(copy, numbers, pair);
  }

  private CopyOutcome write(CopyPlan.Copy copy, Degradation numbers, EncodedPair pair)
      throws IOException {
    // The clear half first: a copy alone would look as if the pair were done.
    Map<Path, byte[]> files = new LinkedHashMap<>();
    request.clear().ifPresent(folder -> files.put(folder.resolve(copy.target()), pair.clear()));
    Path output = request.output().resolve(copy.target());
    files.put(output, pair.degraded());
    boolean isNew = false;
    for (Path file : files.keySet()) {
      boolean same = isThere(file, files.get(file));
      if (!same && !request.overwrite() && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return new CopyOutcome.Failed(
            copy.name(), file + " is there already and another picture; --overwrite replaces it");
      }
      isNew |= !same;
    }
    if (isNew) {
      for (Map.Entry<Path, byte[]> file : files.entrySet()) {
        write(file.getKey(), file.getValue());
      }
    }
    return new CopyOutcome.Made(copy.name(), output, pair.width(), pair.height(), numbers, isNew);
  }

  private static boolean isThere(Path file, byte[] bytes) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == bytes.length
        && Arrays.equals(Files.readAllBytes(file), bytes);
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try {
      Files.createDirectories(file.getParent());
      AtomicFile.write(file, bytes);
    } catch (IOException e) {
      throw new IOException(
          file + " cannot be written (" + e + "); mend it and run the same command again", e);
    }
  }
}
