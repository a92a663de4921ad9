/**
 * What touches the file system and knows nothing of photos or models: atomic writing, hashing, the
 * cache folder. Calls no other package.
 */
package io.gpen.files;
