/**
 * What a person or a program reads after a run: the summary, made from the outcomes. May call
 * {@code batch} and {@code files}.
 */
package io.gpen.report;
