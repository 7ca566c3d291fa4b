package org.al4j.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.al4j.models.scoring.ProductPrecision;
import org.al4j.models.scoring.ScoredModel;
import org.al4j.models.scoring.ScoringBackend;
import org.al4j.models.scoring.ScoringBackendProvider;
import org.al4j.models.scoring.SequenceScorer;
import org.al4j.models.scoring.TokenBatch;

/** A backend that says zero of everything, so that its work is known by it. */
public final class EvenBackendProvider implements ScoringBackendProvider {
  private static final int CLASSES = 6;
  private static final int HIDDEN = 128;

  @Override
  public String name() {
    return "even";
  }

  @Override
  public String summary() {
    return "zeros";
  }

  @Override
  public ScoringBackend create() {
    return new ScoringBackend() {
      @Override
      public String describe() {
        return "even";
      }

      @Override
      public SequenceScorer open(ScoredModel model) {
        if (model.onnx(ProductPrecision.FLOAT).length < 1000) {
          throw new IllegalStateException("a model has weights");
        }
        return new Zeros();
      }
    };
  }

  private static final class Zeros implements SequenceScorer {
    @Override
    public Map<String, float[]> score(TokenBatch batch, Set<String> outputs) {
      Map<String, float[]> all = new HashMap<>();
      all.put(LOGITS, new float[batch.size() * CLASSES]);
      all.put(FEATURES, new float[batch.size() * HIDDEN]);
      all.keySet().retainAll(outputs);
      return all;
    }

    @Override
    public void close() {}
  }
}
