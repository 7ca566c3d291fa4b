/** Weights out of ONNX exports. */
@NullMarked
package org.al4j.models.internal.onnx;

import org.jspecify.annotations.NullMarked;
