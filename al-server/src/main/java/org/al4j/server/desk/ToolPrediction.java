package org.al4j.server.desk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.Prediction;
import org.al4j.core.tags.CharSpan;
import org.al4j.core.tags.Span;
import org.al4j.core.tags.TagScheme;
import org.al4j.core.tags.WordOffsets;
import org.al4j.server.kind.AnnotationForm;

/**
 * What a model says of a text, as annotation tools want it: numbers for what else it could be, and
 * spans as characters.
 *
 * @param text the text
 * @param chosen the predicted classes, best first; none for spans
 * @param classes all classes with their probabilities, best first; empty where the model has none
 * @param spans the predicted spans, in the order of the text
 * @param confidence the probability of all that is predicted, spans taken as independent; NaN where
 *     the model says none
 */
public record ToolPrediction(
    String text,
    List<String> chosen,
    List<Scored> classes,
    List<ScoredSpan> spans,
    double confidence) {
  /**
   * A label.
   *
   * @param probability from 0 to 1, NaN where the model says none
   */
  public record Scored(String label, double probability) {}

  /**
   * A span.
   *
   * @param span in UTF-16 units
   * @param types what it could be, best first, the predicted type among them; none but this where
   *     the model has no probabilities
   */
  public record ScoredSpan(CharSpan span, List<Scored> types) {
    /** Copies the list. */
    public ScoredSpan {
      types = List.copyOf(types);
    }

    /** The probability of the predicted type: the product over its words, NaN if there is none. */
    public double probability() {
      return types.stream()
          .filter(one -> one.label().equals(span.type()))
          .mapToDouble(Scored::probability)
          .findFirst()
          .orElse(Double.NaN);
    }
  }

  private static final Comparator<Scored> BEST_FIRST =
      Comparator.comparingDouble(Scored::probability).reversed().thenComparing(Scored::label);

  /** Copies the lists. */
  public ToolPrediction {
    chosen = List.copyOf(chosen);
    classes = List.copyOf(classes);
    spans = List.copyOf(spans);
  }

  static ToolPrediction nothing(String text) {
    return new ToolPrediction(text, List.of(), List.of(), List.of(), Double.NaN);
  }

  /**
   * Turns what a model says into this form.
   *
   * @param form of the project's annotations
   * @param labels the model's labels in the order of its columns
   */
  static <A extends Annotation> ToolPrediction of(
      Prediction<A> said, AnnotationForm<A> form, LabelSpace labels) {
    String text = said.instance().text();
    if (said.annotation() instanceof TagSequence tags) {
      List<ScoredSpan> spans = spans(said.instance(), tags, said.confidence(), labels);
      double all = spans.stream().mapToDouble(ScoredSpan::probability).reduce(1, (a, b) -> a * b);
      return new ToolPrediction(text, List.of(), List.of(), spans, all);
    }
    List<Scored> classes = scored(said.probabilities(), labels);
    List<String> best = classes.stream().map(Scored::label).toList();
    List<String> chosen =
        said.annotation().names().stream().sorted(Comparator.comparingInt(best::indexOf)).toList();
    double confidence = form.confidence(said.annotation(), labels.names(), said.confidence());
    return new ToolPrediction(text, chosen, classes, List.of(), confidence);
  }

  private static List<Scored> scored(double[] probabilities, LabelSpace labels) {
    List<Scored> scored = new ArrayList<>();
    for (int c = 0; c < probabilities.length && c < labels.size(); c++) {
      scored.add(new Scored(labels.name(c), probabilities[c]));
    }
    scored.sort(BEST_FIRST);
    return scored;
  }

  private static List<ScoredSpan> spans(
      Instance instance, TagSequence tags, Confidence confidence, LabelSpace labels) {
    WordOffsets offsets = WordOffsets.of(instance);
    List<ScoredSpan> all = new ArrayList<>();
    for (Span span : TagScheme.spans(tags.tags())) {
      List<Scored> types =
          confidence instanceof Confidence.Words words
              ? types(span, tags, words.probabilities(), labels)
              : List.of(new Scored(span.type(), Double.NaN));
      all.add(new ScoredSpan(offsets.characters(span), types));
    }
    return all;
  }

  /** The predicted type by its own tags, each other by B and I on the same words. */
  private static List<Scored> types(
      Span span, TagSequence tags, double[][] probabilities, LabelSpace labels) {
    List<Scored> types = new ArrayList<>();
    for (String type : typesOf(labels)) {
      double product = 1;
      for (int word = span.first(); word < span.end(); word++) {
        String tag =
            type.equals(span.type())
                ? tags.tags().get(word)
                : (word == span.first() ? "B-" : "I-") + type;
        int column = labels.names().indexOf(tag);
        product *= column < 0 ? 0 : probabilities[word][column];
      }
      types.add(new Scored(type, product));
    }
    types.sort(BEST_FIRST);
    return types;
  }

  private static Set<String> typesOf(LabelSpace tags) {
    Set<String> types = new LinkedHashSet<>();
    for (String tag : tags.names()) {
      if (!tag.equals(TagScheme.OUTSIDE)) {
        types.add(tag.length() > 2 ? tag.substring(2) : "");
      }
    }
    return types;
  }
}
