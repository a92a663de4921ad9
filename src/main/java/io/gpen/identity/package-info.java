/**
 * Whether two faces are of the same person: embeddings by a network that the user names, and how
 * close they are. Takes faces from photos and crops; calls the engine and the alignment.
 */
package io.gpen.identity;
