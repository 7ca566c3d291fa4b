/** TF-IDF vectors with logistic regression: the light model, and the usual baseline. */
@NullMarked
package org.al4j.models.tfidf;

import org.jspecify.annotations.NullMarked;
