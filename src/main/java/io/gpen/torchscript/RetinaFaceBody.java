package io.gpen.torchscript;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The backbone of a RetinaFace detector.
 *
 * @param architecture the detector that it makes
 * @param name the detector's name for messages
 * @param convs all its convolutions
 * @param features channels at strides 8, 16 and 32
 * @param width channels of the feature pyramid
 * @param ranges the numbers that the text repeats lines for
 * @param resource its text
 * @param module its module
 */
record RetinaFaceBody(
    Architecture architecture,
    String name,
    List<FoldedConv> convs,
    List<Integer> features,
    int width,
    Map<String, int[]> ranges,
    String resource,
    Function<Weights, ScriptModule> module) {}
