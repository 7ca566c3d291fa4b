package org.al4j.server.desk;

import java.util.Optional;
import org.al4j.core.people.ModelAgreement;
import org.al4j.core.people.ModelTrust;

/**
 * How a model that annotates does.
 *
 * @param annotator by which name
 * @param state what it does: {@code asking}, {@code waiting} for texts or people, {@code
 *     unavailable}, {@code disbelieved}, {@code limit} or {@code failed}; it does nothing more
 *     after the last two
 * @param reason why, "" if that goes without saying
 * @param counts what it said
 * @param standing how far it is believed
 * @param cost what it cost
 */
public record ModelReport(
    String annotator, String state, String reason, Counts counts, Standing standing, Cost cost) {
  /**
   * What it said.
   *
   * @param labelled of how many texts it has a judgement
   * @param left how many it left to people since the start, as it was not sure
   * @param unfit how many answers since the start were no label
   * @param dropped how many spans since the start had quotes that the text has not
   */
  public record Counts(int labelled, int left, int unfit, int dropped) {}

  /**
   * How far it is believed.
   *
   * @param agreement with people
   * @param trust from which agreement on it is believed
   * @param voice whether it is one voice among several, by a weight, in place of that
   */
  public record Standing(ModelAgreement agreement, ModelTrust trust, boolean voice) {
    /** Whether its labels count where no person has said anything. */
    public boolean believed() {
      return trust.believes(agreement);
    }
  }

  /**
   * What it cost, over all starts.
   *
   * @param money in the currency of its prices
   * @param tokenLimit of prompts and answers together
   */
  public record Cost(
      long promptTokens,
      long answerTokens,
      String money,
      long tokenLimit,
      Optional<String> moneyLimit) {}
}
