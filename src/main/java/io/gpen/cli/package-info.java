/**
 * The commands: options in, one immutable request out, exit code. Beside them only what the process
 * itself needs: its streams and log, signals, and the second start with faster memory settings. It
 * may call every other package.
 */
package io.gpen.cli;
