/**
 * Many photos: scanning, the output tree, workers, outcomes, manifest, resume, lock and progress.
 * May call {@code restore}, {@code face}, {@code image} and {@code files}.
 */
package io.gpen.batch;
