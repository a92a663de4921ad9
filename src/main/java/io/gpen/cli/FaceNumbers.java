package io.gpen.cli;

import io.gpen.files.FileErrors;
import io.gpen.restore.FaceList;
import io.gpen.text.Wording;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Faces by their numbers, or those that a file lists.
 *
 * @param numbers numbers from 1
 * @param list what the file lists
 */
record FaceNumbers(List<Integer> numbers, FaceList list) {

  private static final String NUMBERS = "[1-9]\\d{0,5}(,[1-9]\\d{0,5})*";

  private static FaceNumbers of(String text) {
    return new FaceNumbers(
        Stream.of(text.split(",")).map(Integer::valueOf).sorted().distinct().toList(),
        FaceList.NONE);
  }

  /** Numbers alone. */
  static final class Only implements ITypeConverter<FaceNumbers> {
    @Override
    public FaceNumbers convert(String text) {
      if (!text.matches(NUMBERS)) {
        throw new TypeConversionException("must be numbers such as 1,3, not '" + text + "'");
      }
      return of(text);
    }
  }

  /** Numbers, or a file with lines as gpen detect writes them. */
  static final class OrFile implements ITypeConverter<FaceNumbers> {
    @Override
    public FaceNumbers convert(String text) {
      if (text.matches(NUMBERS)) {
        return of(text);
      }
      if (text.isEmpty()) {
        throw new TypeConversionException("the value is empty; is a variable not set?");
      }
      try {
        return new FaceNumbers(List.of(), FaceListFile.read(Path.of(text)));
      } catch (NoSuchFileException e) {
        throw new TypeConversionException(
            Wording.format("must be numbers such as 1,3 or a file; there is no file %s", text));
      } catch (IOException e) {
        throw new TypeConversionException(text + " cannot be used: " + FileErrors.reason(e));
      }
    }
  }
}
