/** Utilities on committees: how much the members disagree about one instance, or a batch. */
@NullMarked
package org.al4j.strategies.committee;

import org.jspecify.annotations.NullMarked;
