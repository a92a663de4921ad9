/**
 * The manifest of an output folder: what earlier runs did and with which settings, and the lock
 * that keeps two runs apart.
 */
package io.gpen.batch.manifest;
