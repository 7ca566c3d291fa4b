/** Utilities on class probabilities: how unsure a model is about one instance. */
@NullMarked
package org.al4j.strategies.uncertainty;

import org.jspecify.annotations.NullMarked;
