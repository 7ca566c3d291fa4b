/**
 * What DL4J 1.0.0-M2.1 gets wrong and AL4J works around, and what AL4J relies on. A test of a
 * defect fails when the defect is gone, and names the workaround that can then be deleted.
 *
 * <p>These have no test here, since nothing on the class path could notice that they are gone:
 *
 * <ul>
 *   <li>{@code SameDiff.save} beyond 2 GB: the test would have to make such a graph. Weights are
 *       written as safetensors.
 *   <li>{@code BertWordPieceTokenizer} of deeplearning4j-nlp, and the importers of ONNX and
 *       TensorFlow graphs (samediff-import, 441 MB): AL4J does not depend on them, and would not if
 *       they were right.
 *   <li>Layers of DL4J without a CRF, Spark, machine code of nd4j-cuda: not used, or not testable
 *       without that processor; see docs/cuda.md.
 *   <li>A session that closes an array which is still needed: seen on a transformer's training
 *       graph, which no small graph here brings about. The session of AL4J's own has other reasons,
 *       which are tested.
 * </ul>
 *
 * <p>{@code SDVariable.get} with fixed numbers has the right values and gradients on every graph
 * tried; its other forms are tested here.
 */
@NullMarked
package org.al4j.models.defects;

import org.jspecify.annotations.NullMarked;
