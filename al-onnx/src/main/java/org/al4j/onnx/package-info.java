/** Scoring of transformers by ONNX Runtime. */
@NullMarked
package org.al4j.onnx;

import org.jspecify.annotations.NullMarked;
