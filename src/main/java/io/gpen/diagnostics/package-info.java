/** The checks of {@code gpen doctor}: native libraries, device, models, memory and folders. */
package io.gpen.diagnostics;
