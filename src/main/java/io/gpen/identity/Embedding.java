package io.gpen.identity;

/**
 * What a network tells a person by: a direction in which the faces of one person lie close
 * together.
 *
 * @param values a vector of length 1; not to be changed
 */
public record Embedding(float[] values) {

  /**
   * {@return the cosine of the angle to another embedding: 1 for the same picture, near 0 for
   * different people}
   *
   * @param other an embedding by the same network
   */
  public double cosine(Embedding other) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (double) values[i] * other.values[i];
    }
    return sum;
  }
}
