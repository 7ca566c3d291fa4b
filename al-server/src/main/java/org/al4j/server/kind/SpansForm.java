package org.al4j.server.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.Prediction;
import org.al4j.core.tags.CharSpan;
import org.al4j.core.tags.Span;
import org.al4j.core.tags.SpanFit;
import org.al4j.core.tags.TagScheme;
import org.al4j.core.tags.WordOffsets;

/**
 * Parts of a text with a label each, none of which overlap: an array of {@code {"start": 0, "end":
 * 5, "label": "PER"}}, which may be empty. Offsets are UTF-16 units of the text, as JavaScript and
 * Java count, {@code end} behind the last one. A span has whole words; {@code {"spans": [..],
 * "widen": true}} in place of the array has each widened to the words that it touches. A span may
 * bring its {@code text}, which must be what stands there, and a {@code probability}, which is not
 * looked at.
 *
 * @param task its name
 * @param cut what gets a tag each
 */
record SpansForm(String task, WordCut cut) implements AnnotationForm<TagSequence> {
  private static final String START = "start";
  private static final String END = "end";
  private static final String LABEL = "label";
  private static final String SPANS = "spans";
  private static final String WIDEN = "widen";
  private static final String PROBABILITY = "probability";
  private static final String FIRST = "B-";
  private static final String FURTHER = "I-";
  private static final List<String> FIELDS = List.of(START, END, LABEL, "text", PROBABILITY);

  @Override
  public Class<TagSequence> kind() {
    return TagSequence.class;
  }

  @Override
  public int fewestLabels() {
    return 1;
  }

  /** Outside, and of each label the first word and the further ones. */
  @Override
  public LabelSpace space(List<String> labels) {
    return LabelSpace.of(
        Stream.concat(
                Stream.of(TagScheme.OUTSIDE),
                labels.stream().flatMap(name -> Stream.of(FIRST + name, FURTHER + name)))
            .toList());
  }

  /** With its words: those that it has, where the task is about words, else as the task cuts. */
  @Override
  public Instance prepared(Instance instance) {
    if (cut == WordCut.WORDS && !instance.words().isEmpty()) {
      return instance;
    }
    List<String> words = cut.cut(instance.text());
    if (words.isEmpty()) {
      throw new InvalidInputException(
          "text '" + instance.id() + "' has no word that could be marked; leave it out");
    }
    return new Instance(instance.id(), instance.text(), words, instance.attributes());
  }

  @Override
  public TagSequence read(Instance instance, JsonNode label) {
    JsonNode spans = label.isObject() ? label.path(SPANS) : label;
    boolean widen = label.isObject() && label.path(WIDEN).asBoolean();
    boolean form = spans.isArray() && (!label.isObject() || hasOnly(label, List.of(SPANS, WIDEN)));
    if (!form) {
      throw new InvalidInputException(
          "a label must be an array of spans such as {\"start\": 0, \"end\": 5, \"label\":"
              + " \"PER\"}, or {\"spans\": [..], \"widen\": true}");
    }
    List<CharSpan> found = new ArrayList<>();
    for (JsonNode one : spans) {
      found.add(span(one, instance.text()));
    }
    found.sort(Comparator.comparingInt(CharSpan::start));
    WordOffsets words = WordOffsets.of(instance);
    SpanFit fit = SpanFit.of(instance.text(), words, found);
    boolean lost = fit.spans().size() < found.size();
    if (lost || (!widen && !fit.misfits().isEmpty())) {
      throw new InvalidInputException(
          "spans must have whole words and not overlap, found: "
              + String.join("; ", fit.misfits().subList(0, Math.min(3, fit.misfits().size())))
              + (lost ? "" : "; to widen spans to words, say \"widen\": true"));
    }
    return new TagSequence(TagScheme.IOB2.tags(fit.spans(), words.size()));
  }

  private static boolean hasOnly(JsonNode object, List<String> fields) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return fields.containsAll(names);
  }

  private static CharSpan span(JsonNode one, String text) {
    JsonNode name = one.path(LABEL);
    boolean placed = isWhole(one.path(START)) && isWhole(one.path(END));
    if (!placed || !name.isTextual() || !hasOnly(one, FIELDS)) {
      throw new InvalidInputException(
          "a span must have " + FIELDS.subList(0, 3) + " and may have " + FIELDS.subList(3, 5));
    }
    CharSpan span =
        CharSpan.ofUnits(
            name.textValue(), one.path(START).longValue(), one.path(END).longValue(), text);
    if (!one.path("text").asText(span.of(text)).equals(span.of(text))) {
      throw new InvalidInputException(
          "the text has '"
              + span.of(text)
              + "' where the span says '"
              + one.path("text").asText()
              + "'; offsets count UTF-16 units");
    }
    return span;
  }

  private static boolean isWhole(JsonNode number) {
    return number.isIntegralNumber() && number.canConvertToInt();
  }

  @Override
  public JsonNode write(Instance instance, TagSequence annotation) {
    return array(instance, annotation, span -> Optional.empty());
  }

  private static ArrayNode array(
      Instance instance, TagSequence annotation, Function<Span, Optional<Double>> probability) {
    ArrayNode spans = JsonNodeFactory.instance.arrayNode();
    WordOffsets words = WordOffsets.of(instance);
    for (Span span : TagScheme.spans(annotation.tags())) {
      CharSpan characters = words.characters(span);
      ObjectNode node = spans.addObject();
      node.put(START, characters.start()).put(END, characters.end()).put(LABEL, span.type());
      probability.apply(span).ifPresent(p -> node.put(PROBABILITY, p));
    }
    return spans;
  }

  @Override
  public Optional<String> refusal(LabelSpace labels, Instance instance, TagSequence annotation) {
    List<String> names =
        labels.names().stream()
            .filter(tag -> tag.startsWith(FIRST))
            .map(tag -> tag.substring(FIRST.length()))
            .toList();
    return TagScheme.spans(annotation.tags()).stream()
        .map(Span::type)
        .filter(type -> !names.contains(type))
        .findFirst()
        .map(type -> "unknown label '" + type + "'; declared labels: " + String.join(", ", names))
        .or(() -> labels.refusal(instance, annotation));
  }

  /** With each span's probability: the product of those of its words' tags. */
  @Override
  public JsonNode suggestion(Prediction<TagSequence> said, LabelSpace labels) {
    return array(
        said.instance(),
        said.annotation(),
        span ->
            said.confidence() instanceof Confidence.Words words
                ? Optional.of(
                    product(said.annotation(), labels.names(), words, span.first(), span.end()))
                : Optional.empty());
  }

  /** The product over all words, which are taken as independent. */
  @Override
  public double confidence(TagSequence annotation, List<String> labels, Confidence confidence) {
    if (confidence instanceof Confidence.Likelihood sequence) {
      return Math.exp(sequence.logLikelihood());
    }
    return confidence instanceof Confidence.Words words
        ? product(annotation, labels, words, 0, annotation.tags().size())
        : Double.NaN;
  }

  private static double product(
      TagSequence said, List<String> labels, Confidence.Words words, int first, int end) {
    double product = 1;
    for (int word = first; word < end; word++) {
      int tag = labels.indexOf(said.tags().get(word));
      double[] byTag = words.probabilities()[word];
      product *= tag >= 0 && tag < byTag.length ? byTag[tag] : Double.NaN;
    }
    return Math.min(1, product);
  }
}
