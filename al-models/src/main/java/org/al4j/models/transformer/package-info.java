/** Transformer classifiers: fine-tuning, scoring, saving. */
@NullMarked
package org.al4j.models.transformer;

import org.jspecify.annotations.NullMarked;
