package org.al4j.examples.pictures;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.query.QueryStrategy;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.coldstart.ClassDescriptions;
import org.al4j.strategies.coldstart.ColdStart;
import org.al4j.strategies.coldstart.Descriptions;
import org.al4j.strategies.combined.ActiveTransfer;
import org.al4j.strategies.diversity.Diversity;
import org.al4j.strategies.diversity.Representative;

/**
 * A strategy as it is shown.
 *
 * @param title the strategy as the command line names it
 * @param setting what it is shown with
 */
record Exhibit(String title, QueryStrategy strategy, Setting setting) {
  private static final int SUB_BATCHES = 4;

  /** What a picture shows beside the strategy. */
  enum Setting {
    /** One query with a model. */
    PLAIN,
    /** Two queries, the model trained in between. */
    TWO_QUERIES,
    /** The first query, before there is a label or a model. */
    FIRST_QUERY,
    /** Texts of a target domain. */
    TARGET,
    /** Validation data. */
    VALIDATION,
    /** The lengths of the texts. */
    LENGTHS
  }

  /**
   * The strategy of that name, with parameters that suit a small pool where the defaults do not.
   */
  static Exhibit of(String name, MadeUpPlane plane) {
    return switch (name) {
      case "model-outliers" -> named("model-outliers(layers=activations)", Setting.PLAIN);
      case "contrastive" -> named("contrastive(k=3)", Setting.PLAIN);
      case "cluster-margin" -> named("cluster-margin(factor=5)", Setting.PLAIN);
      case "uncertainty-then-cluster" -> named("uncertainty-then-cluster(beta=5)", Setting.PLAIN);
      case "roi" -> named("roi", Setting.LENGTHS);
      case "affordable" -> named("affordable(strategy=margin,limit=13)", Setting.LENGTHS);
      case "staged" -> named("staged(first=core-set,then=margin,round=2)", Setting.TWO_QUERIES);
      case "cold-start" -> named("cold-start", Setting.FIRST_QUERY);
      case "class-descriptions" ->
          new Exhibit(
              "class-descriptions(descriptions=FILE)",
              ColdStart.byWords(new ClassDescriptions(descriptions(plane))),
              Setting.FIRST_QUERY);
      case "representative" ->
          new Exhibit(
              "representative(target=FILE)",
              Diversity.representative(plane.target(), Representative.Form.LECTURE),
              Setting.TARGET);
      case "active-transfer" ->
          new Exhibit(
              "active-transfer(validation=FILE,batches=" + SUB_BATCHES + ")",
              ActiveTransfer.adaptive(plane.validation(), SUB_BATCHES),
              Setting.VALIDATION);
      default -> named(name, Setting.PLAIN);
    };
  }

  /** A class is described as one of its texts is: by what stands at its place. */
  private static Descriptions descriptions(MadeUpPlane plane) {
    Map<String, String> lines = new TreeMap<>();
    plane
        .pool()
        .labelled()
        .forEach(one -> lines.putIfAbsent(one.annotation().name(), one.instance().text()));
    return new Descriptions(lines);
  }

  private static Exhibit named(String description, Setting setting) {
    return new Exhibit(description, Strategies.named(description), setting);
  }

  /** The texts beside the pool. */
  List<Mark> marks(MadeUpPlane plane, PlaneModel model) {
    return switch (setting) {
      case TARGET ->
          plane.target().stream().map(one -> new Mark(Place.of(one), Mark.Kind.TARGET)).toList();
      case VALIDATION ->
          plane.validation().stream()
              .map(one -> new Mark(Place.of(one.instance()), judge(one, model)))
              .toList();
      default -> List.of();
    };
  }

  private static Mark.Kind judge(Labelled<ClassLabel> one, PlaneModel model) {
    String predicted = MadeUpPlane.LABELS.name(model.predict(Place.of(one.instance())));
    return predicted.equals(one.annotation().name()) ? Mark.Kind.RIGHT : Mark.Kind.WRONG;
  }
}
