package io.gpen.image;

import java.util.List;

/**
 * A photo as the bytes of a file.
 *
 * @param bytes the whole file
 * @param warnings what the format could not carry, by name, complete sentences without the file's
 *     name
 */
public record EncodedPhoto(byte[] bytes, List<String> warnings) {}
