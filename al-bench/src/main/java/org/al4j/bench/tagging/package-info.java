/** Taggers beside PyTorch: their speed, and what they say after they were saved. */
@NullMarked
package org.al4j.bench.tagging;

import org.jspecify.annotations.NullMarked;
