/** Quality of predictions: confusion matrix, probabilities, multi-label, regression, evaluator. */
@NullMarked
package org.al4j.metrics;

import org.jspecify.annotations.NullMarked;
