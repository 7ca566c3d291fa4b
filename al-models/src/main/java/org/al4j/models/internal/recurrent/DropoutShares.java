package org.al4j.models.internal.recurrent;

/**
 * Which shares are dropped in training.
 *
 * @param input of the LSTM's input, the same numbers at all words of a sentence
 * @param recurrent of the states that one word hands on to the next, the same at all of them
 * @param encoder of the LSTM's states
 * @param feedForward of the layer behind
 */
public record DropoutShares(double input, double recurrent, double encoder, double feedForward) {}
