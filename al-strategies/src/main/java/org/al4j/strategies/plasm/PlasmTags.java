package org.al4j.strategies.plasm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.Output;
import org.al4j.core.model.Prediction;
import org.jspecify.annotations.Nullable;

/**
 * A tag a word: reliability is minus MNLP, so that long sentences are not dropped for their length;
 * self-influence is divided by the words for the same reason; quality is the strict F1 of spans.
 */
record PlasmTags() implements PlasmKind<TagSequence> {
  @Override
  public Set<Output> needs(PseudoLabelFilter filter) {
    if (filter instanceof PseudoLabelFilter.SelfInfluence influence && influence.lastLayer()) {
      throw new InvalidInputException(
          "the last layer's self-influence is that of class labels; for tags use"
              + " PseudoLabelFilter.selfInfluence(false) or confidence");
    }
    return filter.needs();
  }

  @Override
  public Optional<String> lacks(Prediction<TagSequence> said, LabelSpace labels, boolean soft) {
    if (said.confidence() instanceof Confidence.Words words) {
      for (double[] word : words.probabilities()) {
        if (word.length != labels.size()) {
          return Optional.of(
              labels.size() + " probabilities for each word of" + named(said) + word.length);
        }
      }
      return Optional.empty();
    }
    if (!soft && said.confidence() instanceof Confidence.Likelihood) {
      return Optional.empty();
    }
    return Optional.of(
        "the teacher's probabilities of the tags of"
            + named(said)
            + said.confidence().getClass().getSimpleName());
  }

  private static String named(Prediction<TagSequence> said) {
    return " '" + said.instance().id() + "'; found ";
  }

  /** Of a whole sequence's likelihood where the teacher says that, else of its words' tags. */
  @Override
  public double reliability(Prediction<TagSequence> said) {
    int count = said.annotation().tags().size();
    if (said.confidence() instanceof Confidence.Likelihood whole) {
      return count == 0 ? 0 : whole.logLikelihood() / count;
    }
    if (!(said.confidence() instanceof Confidence.Words words)) {
      return Double.NaN;
    }
    double sum = 0;
    for (double[] word : words.probabilities()) {
      double most = 0;
      for (double p : word) {
        most = Math.max(most, p);
      }
      sum += Math.log(most);
    }
    return count == 0 ? 0 : sum / count;
  }

  @Override
  public Confidence target(
      TagSequence label, Confidence said, double smoothing, LabelSpace labels) {
    double[][] rows = new double[label.tags().size()][];
    for (int word = 0; word < rows.length; word++) {
      double[] base =
          said instanceof Confidence.Words words
              ? words.probabilities()[word]
              : PlasmKind.certain(labels.index(label.tags().get(word)), labels.size());
      rows[word] = PlasmKind.smoothed(base, smoothing);
    }
    return new Confidence.Words(rows);
  }

  @Override
  public double size(Labelled<TagSequence> item) {
    return Math.max(1, item.annotation().tags().size());
  }

  /** 1 where neither has a span. */
  @Override
  public double quality(List<TagSequence> gold, List<TagSequence> said) {
    int right = 0;
    int all = 0;
    for (int i = 0; i < gold.size(); i++) {
      Set<TagSpan> known = new HashSet<>(TagSpan.of(gold.get(i)));
      List<TagSpan> found = TagSpan.of(said.get(i));
      all += known.size() + found.size();
      right += (int) found.stream().filter(known::contains).count();
    }
    return all == 0 ? 1 : 2.0 * right / all;
  }

  @Override
  public List<String> names(LabelSpace labels) {
    return labels.names();
  }

  @Override
  public List<Unit> units(TagSequence said, @Nullable TagSequence gold) {
    List<Unit> units = new ArrayList<>();
    for (int word = 0; word < said.tags().size(); word++) {
      String tag = said.tags().get(word);
      units.add(new Unit(tag, gold != null && tag.equals(gold.tags().get(word))));
    }
    return units;
  }

  @Override
  public List<String> types(LabelSpace labels) {
    return labels.names().stream()
        .filter(TagSpan::isInSpan)
        .map(TagSpan::type)
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public List<Unit> spans(TagSequence said, @Nullable TagSequence gold) {
    Set<TagSpan> known = gold == null ? Set.of() : new HashSet<>(TagSpan.of(gold));
    return TagSpan.of(said).stream()
        .map(span -> new Unit(span.type(), known.contains(span)))
        .toList();
  }
}
