/**
 * The single steps of a degradation, each a record with its parameters: what happens to a picture
 * between the lens and the file of an old photograph. OpenCV does what it does in the reference;
 * the rest is arithmetic in a fixed order, the same on every machine.
 */
package io.gpen.degrade.stage;
