/** How results are written: text tables, counts and durations in words, JSON. Calls no package. */
package io.gpen.text;
