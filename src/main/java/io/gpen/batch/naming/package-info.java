/**
 * The names of the outputs: every input has one of its own, which stays the same from run to run.
 */
package io.gpen.batch.naming;
