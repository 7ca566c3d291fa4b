/** Unlabelled pool subsampling: looking at a well-chosen part of the pool only. */
@NullMarked
package org.al4j.strategies.ups;

import org.jspecify.annotations.NullMarked;
