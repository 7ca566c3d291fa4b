package org.al4j.core.loop;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.fit.ForwardingLearner;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.CandidatePolicy;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.RoundContext;
import org.al4j.core.query.Selected;
import org.al4j.core.query.Selection;
import org.al4j.core.settings.Settings;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;

/**
 * A small loop with every part that has state: a model, a random first batch, a policy with memory.
 */
final class LoopFixture {
  static final int ROUNDS = 10;
  static final Dataset<ClassLabel> DATA = FakeTexts.dataset(300, 4, 21);

  private LoopFixture() {}

  static ActiveLearningBuilder<ClassLabel> builder() {
    return builder(Pool.unlabelled(DATA.corpus()));
  }

  static ActiveLearningBuilder<ClassLabel> builder(Pool<ClassLabel> pool) {
    return ActiveLearning.builder(pool, DATA.labels())
        .learner(new TinyLearner())
        .initial(new RandomPick(), Budget.items(8))
        .strategy(new LeastConfident())
        .budget(Budget.items(7))
        .stopping(
            (history, now) ->
                history.size() > ROUNDS
                    ? Optional.of(ROUNDS + " rounds are done")
                    : Optional.empty())
        .evaluator((model, labels) -> Map.of("accuracy", accuracy(model)))
        .seed(99);
  }

  private static double accuracy(org.al4j.core.model.SuccessorModel<ClassLabel> model) {
    int[] right = {0};
    List<Labelled<ClassLabel>> items = DATA.items();
    int[] at = {0};
    model.predict(
        DATA.corpus(),
        prediction -> {
          if (prediction.annotation().equals(items.get(at[0]++).annotation())) {
            right[0]++;
          }
        });
    return right[0] / (double) items.size();
  }

  /** Uniform without a model. */
  static final class RandomPick implements QueryStrategy {
    @Override
    public Set<Output> needs() {
      return Set.of();
    }

    @Override
    public Selection select(
        AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
      List<Selected> all = new ArrayList<>();
      candidates.forEach(instance -> all.add(new Selected(instance, Double.NaN)));
      java.util.Collections.shuffle(all, new java.util.Random(context.random().nextLong()));
      return new Selection(all.subList(0, (int) Math.min(all.size(), budget.limit())));
    }
  }

  /** The items with the smallest largest probability. */
  static class LeastConfident implements QueryStrategy {
    @Override
    public Set<Output> needs() {
      return Set.of(Output.PROBABILITIES);
    }

    @Override
    public Selection select(
        AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
      List<Selected> all = new ArrayList<>();
      model.forward(
          candidates,
          needs(),
          block -> {
            float[][] rows = block.get(Output.PROBABILITIES).toFloatMatrix();
            for (int i = 0; i < rows.length; i++) {
              float best = 0;
              for (float p : rows[i]) {
                best = Math.max(best, p);
              }
              all.add(new Selected(block.instances().get(i), 1 - best));
            }
          });
      all.sort(Comparator.comparingDouble(Selected::utility).reversed());
      return new Selection(all.subList(0, (int) Math.min(all.size(), budget.limit())));
    }
  }

  /** Keeps about half of the pool, and which half depends on all earlier rounds. */
  static final class RememberingPolicy implements CandidatePolicy {
    private long memory = 1;

    @Override
    public Map<String, String> settings() {
      return Settings.named("RememberingPolicy").toMap();
    }

    @Override
    public Candidates choose(Pool<?> pool, RoundContext round) {
      memory = memory * 31 + pool.labelledCount();
      return Candidates.where(
          pool, ordinal -> Long.hashCode((ordinal + 1) * 0x9e3779b97f4a7c15L * memory) % 2 == 0);
    }

    @Override
    public Optional<byte[]> state() {
      return Optional.of(ByteBuffer.allocate(8).putLong(memory).array());
    }

    @Override
    public void restore(byte[] state) {
      memory = ByteBuffer.wrap(state).getLong();
    }
  }

  /** Tells what it has fitted. */
  static final class Noted extends ForwardingLearner<ClassLabel, TinyClassifier, TinyClassifier> {
    private final List<TinyClassifier> models;

    Noted(List<TinyClassifier> models) {
      super(new TinyLearner());
      this.models = models;
    }

    @Override
    protected TinyClassifier wrap(TinyClassifier model) {
      models.add(model);
      return model;
    }

    @Override
    protected TinyClassifier unwrap(TinyClassifier model) {
      return model;
    }
  }
}
