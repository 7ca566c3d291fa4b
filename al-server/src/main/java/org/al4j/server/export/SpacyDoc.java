package org.al4j.server.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.al4j.core.data.Instance;
import org.al4j.core.tags.CharSpan;
import org.al4j.core.tags.WordOffsets;
import org.al4j.core.tags.WordRule;

/**
 * A text as spaCy's {@code Doc.to_json} has it and {@code Doc.from_json} takes it: {@code tokens},
 * and {@code ents} or {@code cats}. Offsets are code points. spaCy makes a text of its tokens and a
 * blank behind some of them, so that all other blanks are tokens too.
 */
final class SpacyDoc {
  private final ObjectNode node = JsonNodeFactory.instance.objectNode();
  private final String text;
  private int unit; // up to where code points are counted
  private int points;

  private SpacyDoc(Instance instance) {
    this.text = instance.text();
    node.put("text", text);
    node.putObject("meta").put("id", instance.id());
    tokens(instance.words().isEmpty() ? WordRule.cut(text) : WordOffsets.of(instance));
  }

  /** With spans, in order. */
  static ObjectNode ofSpans(Instance instance, List<CharSpan> spans) {
    ObjectNode doc = new SpacyDoc(instance).node;
    ArrayNode ents = doc.putArray("ents");
    for (CharSpan span : spans) {
      ents.addObject()
          .put("start", span.startPoint(instance.text()))
          .put("end", span.endPoint(instance.text()))
          .put("label", span.type());
    }
    return doc;
  }

  /** With each label, 1 where the text has it, else 0. */
  static ObjectNode ofClasses(Instance instance, Set<String> said, List<String> labels) {
    ObjectNode doc = new SpacyDoc(instance).node;
    ObjectNode cats = doc.putObject("cats");
    labels.forEach(label -> cats.put(label, said.contains(label) ? 1.0 : 0.0));
    return doc;
  }

  private void tokens(WordOffsets words) {
    ArrayNode tokens = node.putArray("tokens");
    int at = 0;
    for (int i = 0; i < words.size(); i++) {
      blanks(tokens, at, words.start(i));
      add(tokens, words.start(i), words.end(i));
      at = words.end(i);
    }
    blanks(tokens, at, text.length());
  }

  /** What is between words, without the one blank that belongs to the word before. */
  private void blanks(ArrayNode tokens, int from, int to) {
    boolean owned = !tokens.isEmpty() && from < to && text.charAt(from) == ' ';
    add(tokens, owned ? from + 1 : from, to);
  }

  private void add(ArrayNode tokens, int from, int to) {
    if (from < to) {
      tokens
          .addObject()
          .put("id", tokens.size() - 1)
          .put("start", point(from))
          .put("end", point(to));
    }
  }

  private int point(int to) {
    points += text.codePointCount(unit, to);
    unit = to;
    return points;
  }
}
