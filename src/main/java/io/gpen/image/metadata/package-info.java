/**
 * What a photo file says about its picture: EXIF, XMP, IPTC, ICC profile, comments, text and
 * resolution, as blocks that several formats carry. Calls no other package.
 */
package io.gpen.image.metadata;
