/**
 * Times the parts of the program on the user's own machine and says how far they are from what the
 * machine can do. May call every package but {@code cli}, {@code report} and {@code zoo}: weights,
 * detector and folders are handed in.
 */
package io.gpen.benchmark;
