/**
 * Checkpoints in Hugging Face layout: configuration, weights (safetensors, PyTorch's pickles, ONNX
 * exports), and their checks.
 */
@NullMarked
package org.al4j.models.checkpoint;

import org.jspecify.annotations.NullMarked;
