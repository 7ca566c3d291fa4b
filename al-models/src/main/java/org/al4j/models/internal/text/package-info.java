/** Texts on their way into the engine: the tokenizer's files, and token ids that are rows. */
@NullMarked
package org.al4j.models.internal.text;

import org.jspecify.annotations.NullMarked;
