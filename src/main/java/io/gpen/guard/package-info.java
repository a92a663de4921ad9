/**
 * The rules that keep a face as it was where restoring it would make it worse: before the generator
 * runs, by its landmarks, and afterwards, by comparing the restored crop with the crop before.
 * Calls the detector and the identity network; knows neither photos nor generators.
 */
package io.gpen.guard;
