/** Aligned face crops of many photographs, as generators are trained with. */
package io.gpen.dataset;
