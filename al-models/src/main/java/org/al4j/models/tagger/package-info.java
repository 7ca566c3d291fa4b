/**
 * Transformers that tag words: named entities and the like.
 *
 * @see org.al4j.models.tagger.TaggerLearner
 */
@NullMarked
package org.al4j.models.tagger;

import org.jspecify.annotations.NullMarked;
