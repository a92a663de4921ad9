package io.gpen.cli;

import java.util.Map;

/**
 * What a command needs from outside; tests replace it.
 *
 * @param console the streams
 * @param environment the environment variables
 * @param service does the work that needs networks
 * @param interruption is told of Ctrl-C and SIGTERM
 */
record CommandContext(
    Console console,
    Map<String, String> environment,
    RestoreService service,
    Interruption interruption) {}
