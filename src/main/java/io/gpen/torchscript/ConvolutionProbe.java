package io.gpen.torchscript;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A network of one 3x3 convolution with random weights, to measure a machine. It takes
 * one-dimensional tensors and needs no checkpoint. Its methods:
 *
 * <ul>
 *   <li>{@code prepare} takes (input channels, output channels, height, width), the sides multiples
 *       of 4; it is the first to be called;
 *   <li>{@code direct} takes (times), computes the convolution so many times and gives the last
 *       column of its last channel;
 *   <li>{@code winograd} takes (times) and does so by Winograd's F(4x4, 3x3);
 *   <li>{@code narrow} takes anything; from then on {@code direct} works in bf16 and {@code
 *       winograd} not at all.
 * </ul>
 */
public final class ConvolutionProbe {

  private ConvolutionProbe() {}

  /**
   * Writes the archive, a few kilobytes.
   *
   * @param target the file; replaced if it is there
   * @throws IOException if it cannot be written
   */
  public static void write(Path target) throws IOException {
    ScriptModule root = new ScriptModule("Network");
    for (String name : new String[] {"x", "weight", "tiles"}) {
      root.with(name, ModuleTensor.buffer(() -> new float[1], 1));
    }
    String text = NetworkText.of(Map.of(), "winograd.py", "convolution_probe.py");
    ArchiveWriter.write(target, root, text, "{}");
  }
}
