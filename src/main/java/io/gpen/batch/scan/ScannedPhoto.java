package io.gpen.batch.scan;

import java.nio.file.Path;

/**
 * A file that claims to be a picture.
 *
 * @param file its absolute path
 * @param relative its place in the mirrored tree, with {@code /} between the parts
 */
public record ScannedPhoto(Path file, String relative) {}
