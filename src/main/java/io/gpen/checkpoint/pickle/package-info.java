/**
 * Reads and writes Python pickles as data: nothing that a pickle names is looked up or run. Calls
 * no other package.
 */
package io.gpen.checkpoint.pickle;
