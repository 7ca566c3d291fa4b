package org.al4j.examples.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.strategies.ups.FullRounds;
import org.al4j.strategies.ups.Ups;
import org.al4j.strategies.ups.UpsRound;
import org.al4j.strategies.ups.UpsSettings;

/**
 * What a query cost.
 *
 * @param sampled whether subsampling looks at a part of the pool only in this round
 * @param pool unlabelled texts
 * @param scored texts that went through the model
 * @param seconds time to choose
 */
record ScoredRound(boolean sampled, int pool, int scored, double seconds) {
  /** The queries of a run that scored the whole pool each time. */
  static List<ScoredRound> whole(List<Iteration> history, FullRounds schedule) {
    List<ScoredRound> rounds = new ArrayList<>();
    for (int round = 1; round < history.size(); round++) {
      int pool = history.get(round - 1).unlabelled();
      rounds.add(
          new ScoredRound(
              !schedule.contains(round - 1), pool, pool, history.get(round).selectSeconds()));
    }
    return rounds;
  }

  /** The queries of a finished run that had a policy of pool subsampling, as its folder says. */
  static List<ScoredRound> recorded(List<Iteration> history, Path runDir) {
    Ups policy = Ups.of(UpsSettings.paper()); // its settings do not matter, only its memory is read
    policy.restore(lastState(runDir));
    List<ScoredRound> rounds = new ArrayList<>();
    for (UpsRound round : policy.report().rounds()) {
      rounds.add(
          new ScoredRound(
              !round.full(),
              round.unlabelled(),
              round.scored(),
              history.get(round.round()).selectSeconds()));
    }
    return rounds;
  }

  private static byte[] lastState(Path runDir) {
    Optional<RunEvent.StateFile> last = Optional.empty();
    for (RunEvent event : RunLog.read(runDir)) {
      if (event instanceof RunEvent.Asked asked && asked.policyState().isPresent()) {
        last = asked.policyState();
      }
    }
    Path file =
        runDir
            .resolve("state")
            .resolve(
                last.orElseThrow(
                        () -> new InvalidInputException(runDir + " has no subsampling policy"))
                    .file());
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InvalidInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
