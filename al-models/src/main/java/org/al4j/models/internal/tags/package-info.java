/** What taggers of all kinds have in common: targets, blocks of sentences, decoding, outputs. */
@NullMarked
package org.al4j.models.internal.tags;

import org.jspecify.annotations.NullMarked;
