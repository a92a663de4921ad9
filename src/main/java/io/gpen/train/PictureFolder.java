package io.gpen.train;

import io.gpen.files.FileErrors;
import io.gpen.image.OpenCv;
import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.io.PhotoReader;
import io.gpen.text.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Pictures of a folder as squares of one size: the middle of the picture, averaged over areas where
 * it is made smaller. In place of a picture that cannot be read comes the next one that can, so
 * that the others keep their places. Small squares stay in memory, as many as a quarter of the heap
 * holds. Any number of threads may use it.
 */
public final class PictureFolder {

  private static final int CHANNELS = 3;
  private static final int SHARE_OF_HEAP = 4;

  private final List<String> names;
  private final List<Path> files;
  private final int size;
  private final long maxPixels;
  private final Consumer<String> warnings;
  private final Set<Integer> unreadable = ConcurrentHashMap.newKeySet();
  private final AtomicReferenceArray<byte[]> kept;
  private final AtomicLong room = new AtomicLong(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);

  /**
   * Takes files; none is read yet.
   *
   * @param pictures the files by their names inside the folder, at least one
   * @param size the side of the squares in pixels
   * @param maxPixels pictures with more pixels count as unreadable
   * @param warnings is told of each picture that cannot be read, once
   */
  public PictureFolder(
      SortedMap<String, Path> pictures, int size, long maxPixels, Consumer<String> warnings) {
    OpenCv.load();
    this.names = List.copyOf(pictures.keySet());
    this.files = List.copyOf(pictures.values());
    this.size = size;
    this.maxPixels = maxPixels;
    this.warnings = warnings;
    this.kept = new AtomicReferenceArray<>(files.size());
  }

  /** {@return how many pictures there are, with those that cannot be read} */
  public int count() {
    return files.size();
  }

  /** {@return the names of the pictures, in their order} */
  public List<String> names() {
    return names;
  }

  /**
   * {@return a picture, 8-bit BGR, owned by the caller}
   *
   * @param index its place in the order of the names
   * @throws IOException if no picture at all can be read
   */
  public Mat picture(int index) throws IOException {
    for (int i = 0; i < files.size(); i++) {
      int candidate = (index + i) % files.size();
      byte[] bgr = unreadable.contains(candidate) ? null : square(candidate);
      if (bgr != null) {
        Mat picture = new Mat(size, size, CvType.CV_8UC3);
        picture.put(0, 0, bgr);
        return picture;
      }
    }
    throw new IOException(
        Wording.format(
            "no picture can be read: %s, %s the first",
            Wording.count(files.size(), "file"), files.get(0)));
  }

  /** {@return the pixels, or null if they cannot be read} */
  private byte[] square(int index) {
    byte[] known = kept.get(index);
    if (known != null) {
      return known;
    }
    try (Photo photo = PhotoReader.read(Files.readAllBytes(files.get(index)), maxPixels)) {
      byte[] bgr = square(photo);
      if (room.addAndGet(-bgr.length) >= 0) {
        kept.set(index, bgr);
      }
      return bgr;
    } catch (IOException e) {
      leaveOut(index, FileErrors.reason(e));
    } catch (PhotoException | CvException e) {
      leaveOut(index, e.getMessage());
    }
    return null;
  }

  private void leaveOut(int index, String reason) {
    if (unreadable.add(index)) {
      warnings.accept(names.get(index) + " is left out: " + reason);
    }
  }

  private byte[] square(Photo photo) {
    Mat whole = photo.toBgr8();
    int side = Math.min(whole.cols(), whole.rows());
    Mat middle =
        whole.submat(new Rect((whole.cols() - side) / 2, (whole.rows() - side) / 2, side, side));
    Mat square = new Mat();
    try {
      int method = side > size ? Imgproc.INTER_AREA : Imgproc.INTER_CUBIC;
      Imgproc.resize(middle, square, new Size(size, size), 0, 0, method);
      byte[] bgr = new byte[CHANNELS * size * size];
      square.get(0, 0, bgr);
      return bgr;
    } finally {
      square.release();
      middle.release();
      whole.release();
    }
  }
}
