package org.al4j.strategies.coldstart;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selected;
import org.al4j.core.query.Selection;
import org.al4j.core.settings.Settings;
import org.al4j.strategies.internal.Spending;

/**
 * Selects for each class in turn what is near to its description and unlike what is chosen already:
 * for the first query, which so spreads over the classes before anything is labelled. It goes by
 * embeddings; {@link ColdStart} gives it those of a pre-trained encoder.
 *
 * <p><b>Utility</b>: none over all candidates (NaN). A text's margin for a class is {@code
 * cos(e(x), d_c) - max_k cos(e(x), d_k)} over the other classes {@code k}, in {@code [-2, 2]}, with
 * {@code d} the embedded descriptions. Of each class the {@code beta b / C} texts of largest margin
 * are kept, for b wanted and C classes. Classes take turns in their order; a class gives the one of
 * largest {@code (1 - lambda) margin - lambda max_j cos(e(x), e(x_j))} over the chosen {@code j},
 * of all classes.
 *
 * <p><b>Needs</b>: EMBEDDING {@code [n, d]}, of texts and descriptions alike.
 *
 * <p><b>Cost</b>: {@code O(n C d)} in one pass, {@code O(beta b^2 d / C)} for the turns; memory
 * {@code max(beta, C) b d} floats.
 *
 * <p><b>Source</b>: Carbonell and Goldstein 1998, The Use of MMR, Diversity-Based Reranking, for
 * the trade of nearness and variety.
 *
 * <p><b>Departures</b>: a query for each class in place of one; what is near to several classes is
 * near to none.
 *
 * @param descriptions of the classes
 * @param beta texts kept of a class for each that it gives, at least 1
 * @param lambda weight of variety, from 0 to 1
 */
public record ClassDescriptions(Descriptions descriptions, int beta, double lambda)
    implements QueryStrategy {
  /** Texts kept of a class for each that it gives. */
  public static final int BETA = 10;

  /** Weight of variety. */
  public static final double LAMBDA = 0.2;

  /** Checks the ranges. */
  public ClassDescriptions {
    Objects.requireNonNull(descriptions, "descriptions");
    if (beta < 1 || !(lambda >= 0 && lambda <= 1)) {
      throw new IllegalArgumentException(
          "beta must be at least 1 and lambda from 0 to 1, found " + beta + " and " + lambda);
    }
  }

  /** With the usual numbers. */
  public ClassDescriptions(Descriptions descriptions) {
    this(descriptions, BETA, LAMBDA);
  }

  @Override
  public Set<Output> needs() {
    return Set.of(Output.EMBEDDING);
  }

  @Override
  public Set<Class<? extends Annotation>> kinds() {
    return Set.of(ClassLabel.class, LabelSet.class);
  }

  @Override
  public void requireLabels(LabelSpace labels) {
    descriptions.texts(labels);
  }

  @Override
  public Map<String, String> settings() {
    Settings settings =
        Settings.named("ClassDescriptions").with("beta", beta).with("lambda", lambda);
    for (Map.Entry<String, String> line : descriptions.lines().entrySet()) {
      settings = settings.with("description." + line.getKey(), line.getValue());
    }
    return settings.toMap();
  }

  @Override
  public String describe() {
    return "ClassDescriptions("
        + (descriptions.lines().isEmpty() ? "names" : descriptions.lines().size() + " lines")
        + ", beta "
        + beta
        + ", lambda "
        + lambda
        + ")";
  }

  @Override
  public Selection select(
      AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
    DescriptionModel near = new DescriptionModel(model, context.labels(), descriptions, 1);
    int classes = context.labels().size();
    int wanted = Spending.expected(candidates, budget);
    int most = (int) Math.max(wanted, (long) beta * ((wanted + classes - 1) / classes));
    List<NearestTexts> byClass = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      byClass.add(new NearestTexts(Math.max(1, most)));
    }
    near.forward(
        candidates, Set.of(Output.LOGITS, Output.EMBEDDING), block -> offer(block, byClass));
    return new Turns(byClass).take(candidates, budget);
  }

  private static void offer(Outputs block, List<NearestTexts> byClass) {
    int classes = byClass.size();
    float[] cosines = block.floats(Output.LOGITS);
    FloatBuffer embeddings = block.rows(Output.EMBEDDING);
    int width = (int) block.shape(Output.EMBEDDING)[1];
    for (int i = 0; i < block.size(); i++) {
      float[] row = new float[width];
      embeddings.get(row);
      DescriptionModel.normalise(row);
      for (int c = 0; c < classes; c++) {
        double margin = cosines[i * classes + c] - largestOther(cosines, i * classes, classes, c);
        byClass.get(c).offer(new NearestTexts.Near(block.first() + i, margin, row));
      }
    }
  }

  private static double largestOther(float[] cosines, int at, int classes, int own) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      largest = k == own ? largest : Math.max(largest, cosines[at + k]);
    }
    return largest;
  }

  /** The classes' turns. */
  private final class Turns {
    private final List<List<NearestTexts.Near>> byClass;
    private final List<double[]> nearest = new ArrayList<>(); // cosine to the chosen
    private final BitSet taken = new BitSet();
    private final List<Selected> items = new ArrayList<>();

    Turns(List<NearestTexts> kept) {
      this.byClass = kept.stream().map(NearestTexts::nearest).toList();
      byClass.forEach(texts -> nearest.add(new double[texts.size()]));
      nearest.forEach(cosines -> Arrays.fill(cosines, -1));
    }

    Selection take(Candidates candidates, Budget budget) {
      Spending spending = new Spending(budget);
      int idle = 0; // classes in a row that had nothing left
      for (int turn = 0; idle < byClass.size() && !spending.isSpent(); turn++) {
        int c = turn % byClass.size();
        int best = best(c);
        idle = best < 0 ? idle + 1 : 0;
        if (best < 0) {
          continue;
        }
        NearestTexts.Near next = byClass.get(c).get(best);
        if (!spending.takes(candidates.get(next.position()))) {
          break;
        }
        taken.set(next.position());
        items.add(new Selected(candidates.get(next.position()), Double.NaN));
        include(next.embedding());
      }
      return new Selection(items);
    }

    private int best(int c) {
      int best = -1;
      double most = Double.NEGATIVE_INFINITY;
      List<NearestTexts.Near> texts = byClass.get(c);
      for (int i = 0; i < texts.size(); i++) {
        double value = (1 - lambda) * texts.get(i).margin() - lambda * nearest.get(c)[i];
        if (!taken.get(texts.get(i).position()) && value > most) {
          best = i;
          most = value;
        }
      }
      return best;
    }

    private void include(float[] chosen) {
      for (int c = 0; c < byClass.size(); c++) {
        double[] cosines = nearest.get(c);
        for (int i = 0; i < cosines.length; i++) {
          cosines[i] = Math.max(cosines[i], dot(byClass.get(c).get(i).embedding(), chosen));
        }
      }
    }
  }

  private static double dot(float[] a, float[] b) {
    double dot = 0;
    for (int j = 0; j < a.length; j++) {
      dot += (double) a[j] * b[j];
    }
    return dot;
  }
}
