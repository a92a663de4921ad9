package io.gpen.cli;

import java.util.Map;

/**
 * What a command has of the world; replaced in tests.
 *
 * @param console the streams
 * @param environment the environment variables
 * @param workshop runs the networks
 * @param interruption hears of Ctrl-C and SIGTERM
 */
record Surroundings(
    Console console,
    Map<String, String> environment,
    Workshop workshop,
    Interruption interruption) {}
