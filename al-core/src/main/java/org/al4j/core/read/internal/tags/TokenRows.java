package org.al4j.core.read.internal.tags;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.al4j.core.read.internal.RowReader;
import org.al4j.core.tags.TagForm;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects with a list of words and one of tags, as RuMedNER is published: {@code tokens} and
 * {@code ner_tags}.
 */
public record TokenRows(TagForm form) implements RowReader {
  static final List<String> WORDS = List.of("tokens", "words");
  static final List<String> TAGS = List.of("ner_tags", "tags", "labels");

  @Override
  public Cursor open(Request request) throws IOException {
    return SentenceCursor.of(request, form, () -> new Tokens(request));
  }

  private static Set<String> own(@Nullable String words, @Nullable String tags) {
    Set<String> own = new HashSet<>();
    own.add(words == null ? WORDS.get(0) : words);
    own.add(tags == null ? TAGS.get(0) : tags);
    return own;
  }

  private final class Tokens implements TaggedRows {
    private final Request request;
    private final JsonNodes nodes;
    private boolean tagged;
    private long first;

    Tokens(Request request) throws IOException {
      this.request = request;
      this.nodes = new JsonNodes(request.source(), JsonNodes.isArray(request.source()));
    }

    @Override
    public @Nullable Sentence next() throws IOException {
      ObjectNode object = nodes.next();
      if (object == null) {
        requireTags();
        return null;
      }
      JsonFields fields = new JsonFields(request, object, nodes.line());
      first = first == 0 ? nodes.line() : first;
      String wordField = form.word().orElse(fields.first(WORDS));
      List<String> words = fields.texts(wordField == null ? WORDS.get(0) : wordField);
      String tagField = form.tag().orElse(fields.first(TAGS));
      boolean there = tagField != null && object.hasNonNull(tagField);
      tagged |= there;
      boolean read = there && request.labels() != Labels.IGNORED;
      List<String> tags = read && tagField != null ? fields.texts(tagField) : null;
      return new Sentence(
          Sentence.Place.of(nodes.line(), nodes.place(), fields.id()),
          Worded.of(words),
          tags,
          fields.attributes(own(wordField, tagField)));
    }

    private void requireTags() {
      if (!tagged && first > 0 && request.labels() == Labels.WANTED) {
        throw request
            .source()
            .error(
                first,
                "no field '"
                    + form.tag().orElse(TAGS.get(0))
                    + "' with a list of tags in any object");
      }
    }

    @Override
    public void close() throws IOException {
      nodes.close();
    }
  }
}
