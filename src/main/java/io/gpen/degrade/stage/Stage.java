package io.gpen.degrade.stage;

/** One step of a degradation. Equal stages give equal results of a picture. */
public interface Stage {

  /**
   * {@return a new picture}
   *
   * @param picture not modified
   */
  Pixels apply(Pixels picture);
}
