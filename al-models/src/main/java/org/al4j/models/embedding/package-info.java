/** Texts as vectors of one width, by a pre-trained encoder, computed once and kept. */
@NullMarked
package org.al4j.models.embedding;

import org.jspecify.annotations.NullMarked;
