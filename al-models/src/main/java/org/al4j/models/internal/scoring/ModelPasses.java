package org.al4j.models.internal.scoring;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.al4j.core.data.LabelSpace;
import org.al4j.models.internal.engine.kernel.Tokens;
import org.al4j.models.internal.engine.run.Embedder;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Scorer;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.run.TokenScorer;
import org.al4j.models.scoring.ScoredModel;
import org.al4j.models.scoring.ScoringBackend;
import org.al4j.models.scoring.SequenceScorer;
import org.jspecify.annotations.Nullable;

/**
 * ModelPasses of a model over sequences: by the engine, or, where they have no dropout, by a
 * backend. Calls must not overlap.
 */
public final class ModelPasses implements AutoCloseable {
  private final Engine engine;
  private final LabelSpace labels;
  private @Nullable ScoringBackend backend;
  private @Nullable BackendScorer open;

  /**
   * By the engine, which stays its owner's.
   *
   * @param labels what the columns of its output are called; none without classes
   */
  public ModelPasses(Engine engine, LabelSpace labels) {
    this.engine = engine;
    this.labels = labels;
  }

  /** By a backend from now on. */
  public void scoreWith(ScoringBackend other) {
    close();
    backend = other;
  }

  /** What a backend would be given. */
  public ScoredModel exported() {
    return new EngineModel(engine, labels);
  }

  /** The model is opened when it is first needed. */
  private @Nullable BackendScorer backend() {
    ScoringBackend chosen = backend;
    if (open == null && chosen != null) {
      open = BackendScorer.open(chosen, exported(), engine.network().positions());
    }
    return open;
  }

  /** Of a network with a head over sequences. */
  public Scorer.Scores sequences(List<Sequence> sequences, int classes, Scorer.Request request) {
    Scorer own = new Scorer(engine, classes);
    BackendScorer other = request.plain() ? backend() : null;
    if (other == null) {
      return own.score(sequences, request);
    }
    int hidden = engine.network().hidden();
    float[] logits = new float[sequences.size() * classes];
    float[] features = new float[sequences.size() * hidden];
    other.score(
        sequences,
        Set.of(SequenceScorer.LOGITS, SequenceScorer.FEATURES),
        (positions, length, results) -> {
          rows(results, SequenceScorer.LOGITS, positions, classes, logits);
          rows(results, SequenceScorer.FEATURES, positions, hidden, features);
        });
    Scorer.Request dropped = new Scorer.Request(false, request.passes(), request.seed());
    float[] members =
        request.passes() == 0 ? new float[0] : own.score(sequences, dropped).members();
    return new Scorer.Scores(logits, features, members);
  }

  private static void rows(
      Map<String, float[]> results, String output, int[] positions, int width, float[] into) {
    float[] values = Objects.requireNonNull(results.get(output), output);
    for (int i = 0; i < positions.length; i++) {
      System.arraycopy(values, i * width, into, positions[i] * width, width);
    }
  }

  /**
   * Of a network with a head over tokens.
   *
   * @param tokens the chosen tokens of each sequence, by place
   */
  public TokenScorer.Scores tokens(
      List<Sequence> sequences, List<int[]> tokens, TokenScorer.Request request) {
    TokenScorer own = new TokenScorer(engine);
    BackendScorer other = request.logits() || request.means() ? backend() : null;
    if (other == null) {
      return own.score(sequences, tokens, request);
    }
    Chosen chosen = new Chosen(sequences, tokens, engine.network().objective().outputs());
    Set<String> outputs = new HashSet<>();
    float[] logits = new float[request.logits() ? chosen.numbers() : 0];
    float[] means = new float[request.means() ? sequences.size() * hidden() : 0];
    if (request.logits()) {
      outputs.add(SequenceScorer.LOGITS);
    }
    if (request.means()) {
      outputs.add(SequenceScorer.STATES);
    }
    other.score(
        sequences,
        outputs,
        (positions, length, results) -> {
          if (request.logits()) {
            chosen.place(results, positions, length, logits);
          }
          if (request.means()) {
            means(sequences, results, positions, length, means);
          }
        });
    TokenScorer.Request dropped =
        new TokenScorer.Request(false, false, request.passes(), request.seed());
    float[] members =
        request.passes() == 0 ? new float[0] : own.score(sequences, tokens, dropped).members();
    return new TokenScorer.Scores(logits, means, members);
  }

  /** Where the results of chosen tokens go. */
  @SuppressWarnings("ArrayRecordComponent") // a working value
  private record Chosen(List<int[]> tokens, int[] first, int classes) {
    Chosen(List<Sequence> sequences, List<int[]> tokens, int classes) {
      this(tokens, new int[sequences.size() + 1], classes);
      for (int i = 0; i < tokens.size(); i++) {
        first[i + 1] = first[i] + tokens.get(i).length;
      }
    }

    int numbers() {
      return Math.multiplyExact(first[first.length - 1], classes);
    }

    void place(Map<String, float[]> results, int[] positions, int length, float[] into) {
      float[] values = Objects.requireNonNull(results.get(SequenceScorer.LOGITS));
      for (int i = 0; i < positions.length; i++) {
        int row = first[positions[i]];
        for (int token : tokens.get(positions[i])) {
          int from = (i * length + token) * classes;
          System.arraycopy(values, from, into, row++ * classes, classes);
        }
      }
    }
  }

  private int hidden() {
    return engine.network().hidden();
  }

  private void means(
      List<Sequence> sequences,
      Map<String, float[]> results,
      int[] positions,
      int length,
      float[] into) {
    float[] states = Objects.requireNonNull(results.get(SequenceScorer.STATES));
    int hidden = hidden();
    for (int i = 0; i < positions.length; i++) {
      int count = sequences.get(positions[i]).length();
      int to = positions[i] * hidden;
      for (int token = 0; token < count; token++) {
        int from = (i * length + token) * hidden;
        for (int k = 0; k < hidden; k++) {
          into[to + k] += states[from + k];
        }
      }
      for (int k = 0; k < hidden; k++) {
        into[to + k] /= count;
      }
    }
  }

  /** The mean of the last hidden states over each sequence's tokens, {@code [n, H]}. */
  public float[] mean(List<Sequence> sequences) {
    BackendScorer other = backend();
    if (other == null) {
      return new Embedder(engine).mean(sequences);
    }
    float[] vectors = new float[sequences.size() * hidden()];
    other.score(
        sequences,
        Set.of(SequenceScorer.STATES),
        (positions, length, results) -> means(sequences, results, positions, length, vectors));
    return vectors;
  }

  /** The last hidden state of one token of each sequence, {@code [n, H]}. */
  public float[] token(Tokens which, List<Sequence> sequences) {
    BackendScorer other = backend();
    if (other == null) {
      return new Embedder(engine).token(which, sequences);
    }
    int hidden = hidden();
    float[] vectors = new float[sequences.size() * hidden];
    other.score(
        sequences,
        Set.of(SequenceScorer.STATES),
        (positions, length, results) -> {
          float[] states = Objects.requireNonNull(results.get(SequenceScorer.STATES));
          for (int i = 0; i < positions.length; i++) {
            int token = which.place(sequences.get(positions[i]).length());
            int from = (i * length + token) * hidden;
            System.arraycopy(states, from, vectors, positions[i] * hidden, hidden);
          }
        });
    return vectors;
  }

  /** What the pooler makes of each sequence, {@code [n, H]}. */
  public float[] pooled(List<Sequence> sequences) {
    BackendScorer other = backend();
    if (other == null) {
      return new Embedder(engine).pooled(sequences);
    }
    float[] vectors = new float[sequences.size() * hidden()];
    other.score(
        sequences,
        Set.of(SequenceScorer.FEATURES),
        (positions, length, results) ->
            rows(results, SequenceScorer.FEATURES, positions, hidden(), vectors));
    return vectors;
  }

  @Override
  public void close() {
    BackendScorer opened = open;
    open = null;
    if (opened != null) {
      opened.close();
    }
  }
}
