/**
 * Clear pictures made worse the way that generators are trained with: the drawing of the numbers,
 * the stages one by one, and the writing of degraded copies. May call {@code image} and {@code
 * files}.
 */
package io.gpen.degrade;
