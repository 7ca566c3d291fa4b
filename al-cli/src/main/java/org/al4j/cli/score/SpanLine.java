package org.al4j.cli.score;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.TagSequence;
import org.al4j.core.tags.CharSpan;
import org.al4j.core.tags.Span;
import org.al4j.core.tags.TagScheme;
import org.al4j.core.tags.WordOffsets;

/**
 * Writes the tags of a text as spans: {@code text}, and in {@code spans} each span's {@code start}
 * and {@code end} (behind its last character), in code points of the text as Python counts them,
 * its {@code type}, its {@code text}, and its {@code probability}: the product of the probabilities
 * of its words' tags, where the model gives them. Where tags are of no scheme, as parts of speech
 * are, {@code words} and {@code tags} in place of the spans.
 */
record SpanLine(JsonGenerator json, LabelSpace labels) {
  /** Fields of an object that is open. */
  void write(Instance x, TagSequence tags, Confidence confidence) throws IOException {
    json.writeStringField("text", x.text());
    if (labels.names().stream().anyMatch(tag -> TagScheme.refusal(tag).isPresent())) {
      writeArray("words", x.words());
      writeArray("tags", tags.tags());
      return;
    }
    WordOffsets offsets = WordOffsets.of(x);
    json.writeArrayFieldStart("spans");
    for (Span span : TagScheme.spans(tags.tags())) {
      CharSpan characters = offsets.characters(span);
      String before = x.text().substring(0, characters.start());
      String said = x.text().substring(characters.start(), characters.end());
      int start = before.codePointCount(0, before.length());
      json.writeStartObject();
      json.writeNumberField("start", start);
      json.writeNumberField("end", start + said.codePointCount(0, said.length()));
      json.writeStringField("type", span.type());
      json.writeStringField("text", said);
      for (double p : probability(span, tags, confidence)) {
        json.writeNumberField("probability", (float) p);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeArray(String name, List<String> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  /** One number, or none. */
  private List<Double> probability(Span span, TagSequence tags, Confidence confidence) {
    List<Double> one = new ArrayList<>();
    if (confidence instanceof Confidence.Words words) {
      double product = 1;
      for (int word = span.first(); word < span.end(); word++) {
        product *= words.probabilities()[word][labels.index(tags.tags().get(word))];
      }
      one.add(product);
    }
    return one;
  }
}
