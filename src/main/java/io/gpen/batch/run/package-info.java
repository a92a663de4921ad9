/**
 * Carrying out a run: which photos need work, the stages they pass through, and what is written and
 * recorded.
 */
package io.gpen.batch.run;
