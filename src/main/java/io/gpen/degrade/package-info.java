/**
 * Degraded copies of clear photos: parameters and presets, drawing a degradation from them, and
 * writing the copies. The steps themselves are in {@code stage}.
 */
package io.gpen.degrade;
