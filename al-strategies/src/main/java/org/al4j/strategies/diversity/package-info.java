/**
 * Strategies that look at where candidates lie among each other: what is chosen should not be
 * alike.
 */
@NullMarked
package org.al4j.strategies.diversity;

import org.jspecify.annotations.NullMarked;
