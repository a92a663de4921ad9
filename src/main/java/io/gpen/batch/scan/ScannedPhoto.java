package io.gpen.batch.scan;

import java.nio.file.Path;

/**
 * A file whose name or content is that of a picture.
 *
 * @param file its absolute path
 * @param given its path as seen from the input that the user named
 * @param relative its place in the mirrored tree as {@link io.gpen.files.PathText}, with {@code /}
 *     between the parts
 */
public record ScannedPhoto(Path file, Path given, String relative) {}
