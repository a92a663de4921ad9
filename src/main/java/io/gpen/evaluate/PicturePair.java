package io.gpen.evaluate;

import java.nio.file.Path;

/**
 * A picture and what it should be.
 *
 * @param name what people know it by: its path inside the folder, with {@code /} between the parts
 * @param picture the file that is measured
 * @param reference the file that it is measured against
 */
public record PicturePair(String name, Path picture, Path reference) {}
