package org.al4j.core.read.internal.tags;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.read.internal.RowReader;
import org.al4j.core.tags.CharSpan;
import org.al4j.core.tags.TagForm;
import org.al4j.core.tags.WordOffsets;
import org.al4j.core.tags.WordRule;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects with a text and spans of its characters, of one of the tools for labelling.
 *
 * @param tool which of them
 */
public record SpanRows(TagForm form, Tool tool) implements RowReader {
  /** The tools, by where they put text and spans. */
  public enum Tool {
    /** {@code text}, and {@code label} or {@code entities}; code points. */
    DOCCANO,
    /** {@code text}, {@code tokens}, {@code spans}, {@code answer}; code points. */
    PRODIGY,
    /** {@code data} and {@code annotations}; UTF-16 units. */
    LABEL_STUDIO
  }

  private SpanObject object() {
    return switch (tool) {
      case DOCCANO -> new DoccanoObject();
      case PRODIGY -> new ProdigyObject();
      case LABEL_STUDIO -> new LabelStudioObject();
    };
  }

  @Override
  public Cursor open(Request request) throws IOException {
    return SentenceCursor.ofSpans(request, form, new Texts(request));
  }

  private final class Texts implements TaggedRows {
    private final Request request;
    private final JsonNodes nodes;
    private final SpanTags tags;
    private final SpanObject where = object();

    Texts(Request request) throws IOException {
      this.request = request;
      this.nodes = new JsonNodes(request.source(), JsonNodes.isArray(request.source()));
      this.tags = new SpanTags(request, form);
    }

    @Override
    public @Nullable Sentence next() throws IOException {
      ObjectNode object = nodes.next();
      if (object == null) {
        tags.told();
        return null;
      }
      JsonFields fields = new JsonFields(request, object, nodes.line());
      String text = where.text(fields);
      List<String> tokens = where.words(fields);
      WordOffsets words = offsets(fields, text, tokens);
      JsonNode spans = request.labels() == Labels.IGNORED ? null : where.spans(fields);
      SpanTags.Text whole = new SpanTags.Text(request.source(), nodes.line(), text, words);
      return new Sentence(
          Sentence.Place.of(nodes.line(), nodes.place(), fields.id()),
          new Worded(text, words.words(text)),
          spans == null ? null : tags.of(whole, spans(fields, text, spans)),
          where.attributes(fields));
    }

    private WordOffsets offsets(JsonFields fields, String text, @Nullable List<String> tokens) {
      try {
        return tokens == null ? WordRule.cut(text) : WordOffsets.of(text, tokens);
      } catch (InvalidInputException e) {
        throw fields.error(e.getMessage());
      }
    }

    private List<CharSpan> spans(JsonFields fields, String text, JsonNode spans) {
      List<CharSpan> found = new ArrayList<>();
      for (JsonNode span : spans) {
        try {
          found.addAll(where.span(fields, span, text));
        } catch (InvalidInputException e) {
          throw fields.error(e.getMessage() + ": " + span);
        }
      }
      return found;
    }

    @Override
    public void close() throws IOException {
      nodes.close();
    }
  }
}
