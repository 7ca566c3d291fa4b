package org.al4j.examples.people;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.people.Competence;
import org.al4j.core.people.Judgements;
import org.al4j.metrics.Agreement;
import org.al4j.metrics.AnnotationCost;

/**
 * What several people made of a pool.
 *
 * @param judgements how many they gave
 * @param cost of these, at 0.02 each and 20 percent for the platform
 * @param alpha Krippendorff's, of all judgements
 * @param competence by annotator
 * @param labels how many instances have a label
 * @param right how many of these are right
 */
record WhatCameOut(
    int judgements,
    double cost,
    double alpha,
    Map<String, Competence> competence,
    int labels,
    int right) {
  private static final AnnotationCost COST = new AnnotationCost(List.of(0.02), 3, 1.2);

  static WhatCameOut of(ActiveLearning<ClassLabel> loop, Map<String, ClassLabel> gold) {
    Judgements<ClassLabel> said = loop.judgements();
    List<Labelled<ClassLabel>> labels = loop.pool().labelled();
    int right = 0;
    for (Labelled<ClassLabel> item : labels) {
      right += item.annotation().equals(gold.get(item.instance().id())) ? 1 : 0;
    }
    return new WhatCameOut(
        said.given().size(),
        COST.ofJudgements(said.given().size() + said.known().size()),
        Agreement.krippendorff(said),
        Competence.of(said),
        labels.size(),
        right);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    competence.forEach(
        (name, measured) ->
            text.append(String.format(Locale.ROOT, ", %s %.2f", name, measured.value())));
    return String.format(
        Locale.ROOT,
        "%d judgements for %.2f, agreement (alpha) %.2f, competence%s; %d of %d labels are right",
        judgements,
        cost,
        alpha,
        text.substring(1),
        right,
        labels);
  }
}
