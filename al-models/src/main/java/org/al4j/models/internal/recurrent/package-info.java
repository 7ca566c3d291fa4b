/**
 * A convolution over characters, a bidirectional LSTM and a feed-forward layer over the words of
 * sentences, with their gradients, in plain Java loops and products of matrices.
 */
@NullMarked
package org.al4j.models.internal.recurrent;

import org.jspecify.annotations.NullMarked;
