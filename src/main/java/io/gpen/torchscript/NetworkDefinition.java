package io.gpen.torchscript;

/**
 * All that an archive is written from.
 *
 * @param description what the network is
 * @param root its modules
 * @param text their classes
 */
record NetworkDefinition(NetworkDescription description, ScriptModule root, String text) {}
