package io.gpen.cli;

import io.gpen.files.PathText;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads paths; names that are not valid UTF-8 are found although the command line garbles them. */
final class PathConverter implements ITypeConverter<Path> {

  @Override
  public Path convert(String text) {
    if (text.isEmpty()) {
      // Java takes it for the working folder; what it comes from is a variable that is not set.
      throw new TypeConversionException("the path is empty; is a variable not set?");
    }
    try {
      return PathText.typed(text);
    } catch (IOException e) {
      throw new TypeConversionException(e.getMessage());
    } catch (InvalidPathException e) {
      throw new TypeConversionException("'" + text + "' is not a path: " + e.getReason());
    }
  }
}
