/** The checkpoints all-MiniLM-L6-v2 and e5-small-v2 by name, from libraries that carry them. */
@NullMarked
package org.al4j.minilm;

import org.jspecify.annotations.NullMarked;
