package org.al4j.core.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSpace;
import org.jspecify.annotations.Nullable;

/** Expectation maximisation over true classes and annotators' confusions. */
record DawidSkene(double smoothing) implements Adjudication<ClassLabel> {
  private static final int MOST_ITERATIONS = 200;
  private static final double CHANGE = 1e-9;

  DawidSkene {
    if (!(smoothing >= 0 && smoothing < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a smoothing must be finite and at least 0, found " + smoothing);
    }
  }

  @Override
  public String describe() {
    return "Dawid-Skene" + (smoothing == 0 ? "" : ", smoothing " + smoothing);
  }

  @Override
  public Optional<String> refusal(LabelSpace labels) {
    return labels.size() >= 2
        ? Optional.empty()
        : Optional.of("Dawid-Skene needs at least 2 classes, the labels are " + labels);
  }

  @Override
  public Jury<ClassLabel> learn(Judgements<ClassLabel> all) {
    if (all.given().isEmpty()) {
      return new Vote<ClassLabel>(Vote.Rule.MAJORITY).learn(all);
    }
    Fit fit = fit(all);
    return judgements -> decide(posterior(judgements, fit), fit.labels());
  }

  /**
   * What was fitted.
   *
   * @param prior the probability of each class
   * @param confusion by annotator: how a true class (first) is called (second)
   * @param pooled the same of all annotators taken together
   */
  record Fit(
      LabelSpace labels, double[] prior, Map<String, double[][]> confusion, double[][] pooled) {}

  /** The judgements of an item with the probability of each class; of a known item it is fixed. */
  private record Item(List<Judgement<ClassLabel>> said, double[] classes, boolean known) {}

  Fit fit(Judgements<ClassLabel> all) {
    LabelSpace labels = all.labels();
    List<Item> items = new ArrayList<>();
    for (List<Judgement<ClassLabel>> said : all.byInstance()) {
      items.add(new Item(said, shares(said, labels), false));
    }
    for (KnownAnswer<ClassLabel> answer : all.known()) {
      double[] certain = new double[labels.size()];
      certain[labels.index(answer.known().name())] = 1;
      items.add(new Item(List.of(answer.given()), certain, true));
    }
    Fit fit = maximise(items, labels);
    for (int i = 0; i < MOST_ITERATIONS && expect(items, fit) > CHANGE; i++) {
      fit = maximise(items, labels);
    }
    return fit;
  }

  private static double[] shares(List<Judgement<ClassLabel>> said, LabelSpace labels) {
    double[] shares = new double[labels.size()];
    for (Judgement<ClassLabel> one : said) {
      shares[labels.index(one.annotation().name())] += 1.0 / said.size();
    }
    return shares;
  }

  private Fit maximise(List<Item> items, LabelSpace labels) {
    int classes = labels.size();
    double[] prior = new double[classes];
    Map<String, double[][]> confusion = new TreeMap<>();
    double[][] pooled = new double[classes][classes];
    for (Item item : items) {
      for (int c = 0; c < classes; c++) {
        prior[c] += item.known() ? 0 : item.classes()[c];
        for (Judgement<ClassLabel> one : item.said()) {
          int called = labels.index(one.annotation().name());
          confusion
                  .computeIfAbsent(one.annotator(), name -> new double[classes][classes])[c][
                  called] +=
              item.classes()[c];
          pooled[c][called] += item.classes()[c];
        }
      }
    }
    normalise(prior, 0);
    confusion.values().forEach(matrix -> Arrays.stream(matrix).forEach(this::smooth));
    Arrays.stream(pooled).forEach(this::smooth);
    return new Fit(labels, prior, confusion, pooled);
  }

  private void smooth(double[] row) {
    normalise(row, smoothing);
  }

  private static void normalise(double[] row, double add) {
    double sum = Arrays.stream(row).sum() + add * row.length;
    for (int i = 0; i < row.length; i++) {
      row[i] = sum > 0 ? (row[i] + add) / sum : 0;
    }
  }

  /** Sets the classes' probabilities; returns the largest change. */
  private static double expect(List<Item> items, Fit fit) {
    double change = 0;
    for (Item item : items) {
      double[] next = item.known() ? null : posterior(item.said(), fit);
      for (int c = 0; next != null && c < next.length; c++) {
        change = Math.max(change, Math.abs(next[c] - item.classes()[c]));
        item.classes()[c] = next[c];
      }
    }
    return change;
  }

  /** The probability of each class, or null if all of them are impossible. */
  static double @Nullable [] posterior(List<Judgement<ClassLabel>> said, Fit fit) {
    double[] logs = new double[fit.labels().size()];
    for (int c = 0; c < logs.length; c++) {
      logs[c] = StrictMath.log(fit.prior()[c]);
      for (Judgement<ClassLabel> one : said) {
        double[][] matrix = fit.confusion().getOrDefault(one.annotator(), fit.pooled());
        logs[c] += StrictMath.log(matrix[c][fit.labels().index(one.annotation().name())]);
      }
    }
    double largest = Arrays.stream(logs).max().orElseThrow();
    if (largest == Double.NEGATIVE_INFINITY) {
      return null;
    }
    for (int c = 0; c < logs.length; c++) {
      logs[c] = StrictMath.exp(logs[c] - largest);
    }
    normalise(logs, 0);
    return logs;
  }

  private static Optional<ClassLabel> decide(double @Nullable [] classes, LabelSpace labels) {
    if (classes == null) {
      return Optional.empty();
    }
    int best = 0;
    for (int c = 1; c < classes.length; c++) {
      best = classes[c] > classes[best] ? c : best;
    }
    for (int c = 0; c < classes.length; c++) {
      if (c != best && classes[c] >= classes[best] - CHANGE) {
        return Optional.empty();
      }
    }
    return Optional.of(new ClassLabel(labels.name(best)));
  }
}
