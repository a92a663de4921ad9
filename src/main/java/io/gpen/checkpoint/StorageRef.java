package io.gpen.checkpoint;

/**
 * A storage as a pickle names it.
 *
 * @param key its name in the file
 * @param type its element type
 * @param elements how many elements it has in the file
 * @param viewStart where the part that is meant begins, in elements
 * @param viewLength how many elements that part has
 */
record StorageRef(String key, StorageType type, long elements, long viewStart, long viewLength) {}
