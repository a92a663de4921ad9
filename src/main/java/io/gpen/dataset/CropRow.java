package io.gpen.dataset;

import java.util.List;

/**
 * One line of the table: a crop, or why there is none.
 *
 * @param crop the file in the output folder, empty if none was written
 * @param photo the photo's path inside the input folder
 * @param outcome {@code written} or the reason why it was left out
 * @param score of the detector, 0 to 1
 * @param sourceSide side in pixels of the photo of the square that the crop is made of
 * @param sharpness 1 for edges from one pixel of the crop to the next, 0 for none: 1 / (1 + b) with
 *     edges blurred by a Gaussian of standard deviation b
 * @param realShare share of the crop that lies inside the photo, 0 to 1
 * @param toCrop the first row of the similarity and its shift down, {@code x' = a x - b y + tx},
 *     {@code y' = b x + a y + ty}: a, b, tx, ty
 * @param hash the perceptual hash, 16 hexadecimal digits
 * @param photoSha256 the digest of the photo's file
 * @param settings the fingerprint of the settings
 */
record CropRow(
    String crop,
    String photo,
    String outcome,
    double score,
    double sourceSide,
    double sharpness,
    double realShare,
    List<Double> toCrop,
    String hash,
    String photoSha256,
    String settings) {

  static final String WRITTEN = "written";

  boolean isWritten() {
    return outcome.equals(WRITTEN);
  }

  CropRow leftOut(String reason) {
    return new CropRow(
        "",
        photo,
        reason,
        score,
        sourceSide,
        sharpness,
        realShare,
        toCrop,
        hash,
        photoSha256,
        settings);
  }
}
