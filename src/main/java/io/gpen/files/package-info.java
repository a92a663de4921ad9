/**
 * Work on files that knows nothing of photos or models: atomic writing, hashing, paths as text, the
 * cache folder and what is unpacked into it. Calls no other package.
 */
package io.gpen.files;
