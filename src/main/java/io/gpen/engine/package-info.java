/**
 * The only package that knows DJL: loads an archive and runs it on plain arrays; device, threads
 * and allocator advice.
 */
package io.gpen.engine;
