/** The summary of a run, for people and for other programs, made from the outcomes alone. */
package io.gpen.report;
