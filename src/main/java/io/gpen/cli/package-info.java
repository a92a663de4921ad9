/**
 * The commands: options in, one immutable request out, exit code. Nothing else lives here; it may
 * call every other package.
 */
package io.gpen.cli;
