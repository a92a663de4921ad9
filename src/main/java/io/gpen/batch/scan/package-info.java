/** Finding the photos in the input folders. */
package io.gpen.batch.scan;
