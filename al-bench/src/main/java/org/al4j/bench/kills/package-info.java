/** Labelling processes that are killed in every kind of moment, and what they have kept. */
@NullMarked
package org.al4j.bench.kills;

import org.jspecify.annotations.NullMarked;
