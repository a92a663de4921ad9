/**
 * What a photo file says about its picture: EXIF, XMP, IPTC, ICC profile, comments, text and
 * resolution, read from and spliced into encoded files. May call {@code files}.
 */
package io.gpen.image.metadata;
