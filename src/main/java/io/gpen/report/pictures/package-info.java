/**
 * The folder of an HTML report and the small pictures in it. Calls {@code batch} and what reads and
 * keeps pictures.
 */
package io.gpen.report.pictures;
