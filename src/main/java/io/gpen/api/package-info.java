/**
 * What another program needs to restore faces: {@link io.gpen.api.FaceRestorer} puts models, engine
 * and stages together. The signatures hold types of the JDK and plain values of this project only,
 * nothing of the engine or of OpenCV. The command line uses this package like any other program.
 */
package io.gpen.api;
