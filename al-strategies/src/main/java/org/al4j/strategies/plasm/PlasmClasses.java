package org.al4j.strategies.plasm;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.Output;
import org.al4j.core.model.Prediction;
import org.jspecify.annotations.Nullable;

/** One class a text: reliability is its probability, quality the accuracy. */
record PlasmClasses() implements PlasmKind<ClassLabel> {
  @Override
  public Set<Output> needs(PseudoLabelFilter filter) {
    return filter.needs();
  }

  @Override
  public Optional<String> lacks(Prediction<ClassLabel> said, LabelSpace labels, boolean soft) {
    int found = said.probabilities().length;
    return found == labels.size()
        ? Optional.empty()
        : Optional.of(
            "the teacher's probabilities, "
                + labels.size()
                + " for '"
                + said.instance().id()
                + "'; found "
                + found);
  }

  @Override
  public double reliability(Prediction<ClassLabel> said) {
    return Arrays.stream(said.probabilities()).max().orElse(Double.NaN);
  }

  @Override
  public Confidence target(ClassLabel label, Confidence said, double smoothing, LabelSpace labels) {
    double[] base =
        said instanceof Confidence.None
            ? PlasmKind.certain(labels.index(label.name()), labels.size())
            : said.byClass();
    return new Confidence.Classes(PlasmKind.smoothed(base, smoothing));
  }

  @Override
  public double size(Labelled<ClassLabel> item) {
    return 1;
  }

  @Override
  public double quality(List<ClassLabel> gold, List<ClassLabel> said) {
    int right = 0;
    for (int i = 0; i < gold.size(); i++) {
      right += gold.get(i).equals(said.get(i)) ? 1 : 0;
    }
    return right / (double) gold.size();
  }

  @Override
  public List<String> names(LabelSpace labels) {
    return labels.names();
  }

  @Override
  public List<Unit> units(ClassLabel said, @Nullable ClassLabel gold) {
    return List.of(new Unit(said.name(), said.equals(gold)));
  }

  @Override
  public List<String> types(LabelSpace labels) {
    return List.of();
  }

  @Override
  public List<Unit> spans(ClassLabel said, @Nullable ClassLabel gold) {
    return List.of();
  }
}
