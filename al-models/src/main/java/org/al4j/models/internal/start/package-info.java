/** What training starts from: a checkpoint's tensors, and drawn ones where it has none. */
@NullMarked
package org.al4j.models.internal.start;

import org.jspecify.annotations.NullMarked;
