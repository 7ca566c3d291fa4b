/** Tensors on the heap, and files of them by name: safetensors. */
@NullMarked
package org.al4j.models.tensor;

import org.jspecify.annotations.NullMarked;
