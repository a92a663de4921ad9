/**
 * The models on this machine: the catalogue, finding their files, fetching, verifying and
 * converting them once for the engine.
 */
package io.gpen.zoo;
