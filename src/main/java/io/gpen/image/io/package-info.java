/**
 * The way into and out of photographs: a file of any supported format to pixels and metadata, and
 * back. May call the packages of the formats, {@code image} and {@code image.metadata}.
 */
package io.gpen.image.io;
