package org.al4j.strategies.ups;

/**
 * What a policy did in one round.
 *
 * @param round the loop's round, from 1
 * @param full whether everything was a candidate
 * @param unlabelled how many could be selected at all
 * @param candidates how many could be selected
 * @param toppedUp how many of them were added by rank because the draw was smaller than the budget
 * @param scored how many went through the model
 */
public record UpsRound(
    int round, boolean full, int unlabelled, int candidates, int toppedUp, int scored) {

  /** The same with another number of scored instances. */
  UpsRound scored(int count) {
    return new UpsRound(round, full, unlabelled, candidates, toppedUp, count);
  }
}
