/**
 * Degraded copies of clear photos, made the way that generators are trained: drawing the
 * parameters, the stages one by one, and writing the copies.
 */
package io.gpen.degrade;
