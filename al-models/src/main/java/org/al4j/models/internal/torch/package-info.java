/** Weights as PyTorch saves them, read without running anything. */
@NullMarked
package org.al4j.models.internal.torch;

import org.jspecify.annotations.NullMarked;
