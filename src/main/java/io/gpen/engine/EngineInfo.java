package io.gpen.engine;

import java.nio.file.Path;

/**
 * What an engine runs on.
 *
 * @param djlVersion of the Java binding
 * @param libtorchVersion of the native library
 * @param libraryFolder where the native library was loaded from
 * @param device {@code cpu} or {@code cuda:N}
 * @param deviceReason why this device, in one sentence
 * @param cudaAvailable whether libtorch can use a CUDA device
 * @param threads the threads that one operator may use on the CPU
 * @param interopThreads the threads that run operators side by side
 * @param allocator the settings of the C allocator that are in force
 */
public record EngineInfo(
    String djlVersion,
    String libtorchVersion,
    Path libraryFolder,
    String device,
    String deviceReason,
    boolean cudaAvailable,
    int threads,
    int interopThreads,
    AllocatorSettings allocator) {

  /** {@return whether networks run on the CPU} */
  public boolean isCpu() {
    return device.equals("cpu");
  }
}
