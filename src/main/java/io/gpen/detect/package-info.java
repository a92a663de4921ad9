/**
 * Photo in, faces out: the RetinaFace detector with its anchors and decoding, the duplicate filter
 * and the choice of faces. May call {@code engine}, {@code face}, {@code image} and {@code files}.
 */
package io.gpen.detect;
