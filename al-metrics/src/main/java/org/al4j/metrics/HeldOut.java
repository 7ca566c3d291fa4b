package org.al4j.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.DataHash;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.settings.Settings;

/** Examples with known annotations, at least one, and how a model is asked about them. */
record HeldOut<A extends Annotation>(List<Labelled<A>> items) {
  HeldOut {
    items = List.copyOf(items);
    if (items.isEmpty()) {
      throw new InvalidInputException(
          "evaluation needs at least one held-out example, found none; give a test file");
    }
  }

  /** What is measured on which data, for a run's identity. */
  String describe(String what) {
    return what + " on " + items.size() + " examples, sha256 " + DataHash.of(items);
  }

  /** The settings of an evaluator that has the examples alone. */
  Map<String, String> settings(String evaluator) {
    return Settings.named(evaluator).with("examples.sha256", DataHash.of(items)).toMap();
  }

  /** The true annotations, in the order of the examples. */
  List<A> truths() {
    return items.stream().map(Labelled::annotation).toList();
  }

  /**
   * One streaming pass: a prediction for each example, in order. Nothing of it is kept.
   *
   * @throws InvalidInputException if the model skips, repeats or adds an instance, or if a true or
   *     a predicted annotation is not of the label space
   */
  void predict(SuccessorModel<A> model, LabelSpace labels, Consumer<Prediction<A>> sink) {
    int[] seen = {0};
    Iterable<Instance> instances = () -> items.stream().map(Labelled::instance).iterator();
    model.predict(
        instances,
        prediction -> {
          check(seen[0], prediction, labels);
          seen[0]++;
          sink.accept(prediction);
        });
    if (seen[0] != items.size()) {
      throw new InvalidInputException(
          "a model must predict each instance once; "
              + seen[0]
              + " predictions for "
              + items.size()
              + " instances");
    }
  }

  /** The annotations of such a pass. */
  List<A> predictions(SuccessorModel<A> model, LabelSpace labels) {
    List<A> predictions = new ArrayList<>(items.size());
    predict(model, labels, prediction -> predictions.add(prediction.annotation()));
    return predictions;
  }

  private void check(int position, Prediction<A> prediction, LabelSpace labels) {
    if (position == items.size()
        || !items.get(position).instance().id().equals(prediction.instance().id())) {
      throw new InvalidInputException(
          "a model must predict each instance once and in order; prediction "
              + (position + 1)
              + " is for '"
              + prediction.instance().id()
              + "'");
    }
    Labelled<A> item = items.get(position);
    requireKnown(item.instance(), item.annotation(), labels);
    requireKnown(item.instance(), prediction.annotation(), labels);
  }

  private static void requireKnown(Instance instance, Annotation annotation, LabelSpace labels) {
    labels
        .refusal(instance, annotation)
        .ifPresent(
            why -> {
              throw new InvalidInputException("instance '" + instance.id() + "': " + why);
            });
  }
}
