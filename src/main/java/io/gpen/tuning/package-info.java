/**
 * Chooses what suits this machine: the precision of the generator, from the processor's flags, and
 * the levels at which Winograd's convolution is faster, from timings that are kept in the cache
 * folder.
 */
package io.gpen.tuning;
