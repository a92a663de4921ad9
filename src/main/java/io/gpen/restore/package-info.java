/**
 * One photo: puts the stages in order. May call {@code detect}, {@code align}, {@code generate},
 * {@code paste}, {@code face}, {@code image} and {@code files}.
 */
package io.gpen.restore;
