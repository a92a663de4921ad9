/**
 * The HTML report of an output folder, made from its manifest. Calls {@code batch.manifest} for
 * what was done, {@code report.pictures} for the pictures and {@code image.io} to read photos.
 */
package io.gpen.report.html;
