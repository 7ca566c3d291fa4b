package org.al4j.bench.kills;

import java.util.Map;
import java.util.Optional;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.CandidatePolicy;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.RoundContext;
import org.al4j.core.query.Utility;

/** Parts of a loop that say when they are at work, so that a kill can be aimed at it. */
final class WatchedParts {
  private WatchedParts() {}

  static Evaluator<ClassLabel> evaluator(
      Evaluator<ClassLabel> evaluator, LabellingScenario.Stage stage) {
    return new Evaluator<>() {
      @Override
      public Map<String, String> settings() {
        return evaluator.settings();
      }

      /** This class as it was called when the runs were recorded that the tests take up again. */
      @Override
      public String describe() {
        return "org.al4j.examples.reliability.WatchedParts$1";
      }

      @Override
      public Map<String, Double> evaluate(SuccessorModel<ClassLabel> model, LabelSpace labels) {
        stage.at("evaluate");
        return evaluator.evaluate(model, labels);
      }

      @Override
      public Optional<byte[]> state() {
        Optional<byte[]> state = evaluator.state();
        stage.at(state.isPresent() ? "state" : "record"); // what the loop does next
        return state;
      }

      @Override
      public void recorded() {
        evaluator.recorded();
      }

      @Override
      public void restore(byte[] state) {
        stage.at("restore");
        evaluator.restore(state);
      }
    };
  }

  static CandidatePolicy policy(CandidatePolicy policy, LabellingScenario.Stage stage) {
    return new CandidatePolicy() {
      @Override
      public Map<String, String> settings() {
        return policy.settings();
      }

      @Override
      public String describe() {
        return policy.describe();
      }

      @Override
      public Candidates choose(Pool<?> pool, RoundContext round) {
        stage.at("choose");
        return policy.choose(pool, round);
      }

      @Override
      public Optional<Utility> utility() {
        return policy.utility();
      }

      @Override
      public void observe(int ordinal, double utility) {
        policy.observe(ordinal, utility);
      }

      @Override
      public Optional<byte[]> state() {
        Optional<byte[]> state = policy.state();
        stage.at("state");
        return state;
      }

      @Override
      public void restore(byte[] state) {
        stage.at("restore");
        policy.restore(state);
      }
    };
  }
}
