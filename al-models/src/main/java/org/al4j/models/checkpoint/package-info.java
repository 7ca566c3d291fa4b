/** Checkpoints in Hugging Face layout: configuration, safetensors weights, and their checks. */
@NullMarked
package org.al4j.models.checkpoint;

import org.jspecify.annotations.NullMarked;
