package io.gpen.torchscript;

/**
 * A network that can be written to an archive.
 *
 * @param description what the network is
 * @param root its modules
 * @param text their classes
 */
record NetworkDefinition(NetworkDescription description, ScriptModule root, String text) {}
