/** Further pre-training of a checkpoint on texts without labels, such as the pool. */
@NullMarked
package org.al4j.models.adapt;

import org.jspecify.annotations.NullMarked;
