/** Tags of words and the spans that they stand for: schemes, words of a text, offsets. */
@NullMarked
package org.al4j.core.tags;

import org.jspecify.annotations.NullMarked;
