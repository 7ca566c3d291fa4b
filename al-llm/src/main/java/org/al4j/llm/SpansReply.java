package org.al4j.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.data.TagSequence;
import org.al4j.core.tags.CharSpan;
import org.al4j.core.tags.Span;
import org.al4j.core.tags.TagScheme;
import org.al4j.core.tags.WordOffsets;

/**
 * {@code {"spans": [{"quote": "Anna", "label": "PER", "occurrence": 1}]}}, possibly none. Models
 * cannot count characters, but they can copy: a span is where its quote stands as whole words, the
 * first time unless it says which. Without a number the same quote again is the next place. A quote
 * that stands nowhere so, or where another span is, is dropped and counted; the others stay.
 */
record SpansReply() implements ReplyForm<TagSequence> {
  private static final String FIELD = "spans";
  private static final String QUOTE = "quote";
  private static final String LABEL = "label";
  private static final String OCCURRENCE = "occurrence";

  @Override
  public String instruction() {
    return "Answer with a JSON object {\"spans\": [{\"quote\": QUOTE, \"label\": NAME,"
        + " \"occurrence\": N}, ...]} and nothing else, with all parts of TEXT that a label fits, in"
        + " the order in which they stand there; with [] if there is none. QUOTE is copied from TEXT"
        + " character by character and has whole words; no word is in two of them. NAME is the name"
        + " of its label, written exactly as below. N is 1, or where the same QUOTE stands in TEXT"
        + " more than once, the number of the one that is meant, counted from 1.";
  }

  @Override
  public int fewestLabels() {
    return 1;
  }

  @Override
  public ObjectNode write(Instance text, TagSequence annotation) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    ArrayNode spans = object.putArray(FIELD);
    WordOffsets words = words(text);
    for (Span span : TagScheme.spans(annotation.tags())) {
      CharSpan place = words.characters(span);
      String quote = place.of(text.text());
      int number = places(text.text(), words, quote).indexOf(span.first()) + 1;
      spans.addObject().put(QUOTE, quote).put(LABEL, span.type()).put(OCCURRENCE, number);
    }
    return object;
  }

  @Override
  public Optional<Said<TagSequence>> parse(String answer, List<String> labels, Instance text) {
    JsonNode found = ReplyJson.object(answer, FIELD).map(one -> one.get(FIELD)).orElse(null);
    if (found == null || !found.isArray()) {
      return Optional.empty();
    }
    WordOffsets words = words(text);
    List<Span> spans = new ArrayList<>();
    Map<String, Integer> next = new HashMap<>(); // place of a quote, from 0
    for (JsonNode one : found) {
      if (!isSpan(one, labels)) {
        return Optional.empty();
      }
      String quote = one.path(QUOTE).textValue().strip();
      int number = one.path(OCCURRENCE).asInt(next.getOrDefault(quote, 0) + 1) - 1;
      next.put(quote, number + 1);
      place(text, words, quote, number)
          .map(place -> new Span(one.path(LABEL).textValue(), place[0], place[1]))
          .filter(span -> spans.stream().noneMatch(other -> overlap(span, other)))
          .ifPresent(spans::add);
    }
    if (spans.isEmpty() && !found.isEmpty()) {
      return Optional.empty(); // that nothing was found is not that nothing is there
    }
    spans.sort(Comparator.comparingInt(Span::first));
    TagSequence tags = new TagSequence(TagScheme.IOB2.tags(spans, words.size()));
    return Optional.of(new Said<>(tags, found.size() - spans.size()));
  }

  private static boolean overlap(Span one, Span other) {
    return one.first() < other.end() && other.first() < one.end();
  }

  private static boolean isSpan(JsonNode one, List<String> labels) {
    JsonNode number = one.path(OCCURRENCE);
    boolean counted = number.isMissingNode() || (number.isInt() && number.intValue() >= 1);
    int fields = number.isMissingNode() ? 2 : 3;
    return one.isObject()
        && one.size() == fields
        && counted
        && one.path(QUOTE).isTextual()
        && one.path(LABEL).isTextual()
        && labels.contains(one.path(LABEL).textValue());
  }

  /** The first word, and behind the last, of the place with a number from 0. */
  private static Optional<int[]> place(Instance text, WordOffsets words, String quote, int number) {
    List<Integer> all = places(text.text(), words, quote);
    if (number >= all.size()) {
      return Optional.empty();
    }
    int first = all.get(number);
    int end = first;
    while (words.end(end) < words.start(first) + quote.length()) {
      end++;
    }
    return Optional.of(new int[] {first, end + 1});
  }

  /** The first word of each place where a quote stands as whole words. */
  private static List<Integer> places(String text, WordOffsets words, String quote) {
    List<Integer> places = new ArrayList<>();
    int word = 0;
    int at = quote.isEmpty() ? -1 : text.indexOf(quote);
    while (at >= 0) {
      while (word < words.size() && words.start(word) < at) {
        word++;
      }
      int last = word;
      while (last < words.size() && words.end(last) < at + quote.length()) {
        last++;
      }
      if (last < words.size()
          && words.start(word) == at
          && words.end(last) == at + quote.length()) {
        places.add(word);
      }
      at = text.indexOf(quote, at + 1);
    }
    return places;
  }

  private static WordOffsets words(Instance text) {
    if (text.words().isEmpty()) {
      throw new InvalidInputException(
          "instance '" + text.id() + "' has no words; spans are marked in texts with words");
    }
    return WordOffsets.of(text);
  }

  @Override
  public ObjectNode schema(List<String> labels) {
    ObjectNode span = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode fields = span.putObject("properties");
    fields.putObject(QUOTE).put("type", "string");
    fields.set(LABEL, Schemas.choice(labels));
    fields.putObject(OCCURRENCE).put("type", "integer");
    span.putArray("required").add(QUOTE).add(LABEL).add(OCCURRENCE);
    span.put("additionalProperties", false);
    ObjectNode array = JsonNodeFactory.instance.objectNode().put("type", "array");
    array.set("items", span);
    return Schemas.object(FIELD, array);
  }
}
