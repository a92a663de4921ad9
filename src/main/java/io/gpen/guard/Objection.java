package io.gpen.guard;

import io.gpen.face.FaceOutcome.Rule;

/**
 * Why a face should stay as it is.
 *
 * @param rule the rule
 * @param reason what is wrong, in words for a person that follow "the face was kept:"
 */
public record Objection(Rule rule, String reason) {}
