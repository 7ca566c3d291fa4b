/**
 * Strategies for label sets, on independent class probabilities: how unsure a model is of the
 * classes of an instance, and how ill its predicted set goes with the labelled ones.
 */
@NullMarked
package org.al4j.strategies.multilabel;

import org.jspecify.annotations.NullMarked;
