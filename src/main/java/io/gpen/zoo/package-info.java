/**
 * The catalogue of models: where their files are, fetching, verifying, converting once, cards. May
 * call {@code checkpoint}, {@code torchscript} and {@code files}.
 */
package io.gpen.zoo;
