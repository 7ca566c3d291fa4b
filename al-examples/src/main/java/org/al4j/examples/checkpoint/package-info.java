/** Checkpoints that were never trained. */
@NullMarked
package org.al4j.examples.checkpoint;

import org.jspecify.annotations.NullMarked;
