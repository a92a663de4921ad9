package io.gpen.image;

import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** The JDK's own picture readers; other libraries may have registered some of the same names. */
public final class JdkReaders {

  private JdkReaders() {}

  /**
   * {@return a new reader, to be disposed of by the caller}
   *
   * @param format a name that ImageIO knows, such as "jpeg"
   */
  public static ImageReader of(String format) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
        return reader;
      }
    }
    throw new IllegalStateException("the JDK has a reader for " + format);
  }
}
