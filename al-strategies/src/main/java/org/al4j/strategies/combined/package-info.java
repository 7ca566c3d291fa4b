/** Strategies made of others: one after the other, or by what the model gets wrong. */
@NullMarked
package org.al4j.strategies.combined;

import org.jspecify.annotations.NullMarked;
