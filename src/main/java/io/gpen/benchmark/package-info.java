/**
 * Times the parts of the program on this machine and compares them with what the machine can do.
 * Weights, detector and folders are handed in.
 */
package io.gpen.benchmark;
