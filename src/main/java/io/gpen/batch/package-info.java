/** A run over many photos as its caller sees it: the request, the outcomes and the summary. */
package io.gpen.batch;
