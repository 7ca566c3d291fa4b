/**
 * Linear-chain conditional random fields in plain Java: partition function, gradients, best paths.
 * The score of tags {@code y} for words {@code 1..n} is {@code start[y1] + sum_t emissions[t][yt] +
 * sum_t transitions[y(t-1)][yt] + end[yn]}; their probability is {@code exp(score - log Z)}.
 */
@NullMarked
package org.al4j.models.internal.crf;

import org.jspecify.annotations.NullMarked;
