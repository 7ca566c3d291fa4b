package org.al4j.core.read.internal.tags;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.read.internal.JsonCell;
import org.al4j.core.read.internal.RawRow;
import org.al4j.core.read.internal.RowReader;
import org.al4j.core.tags.SchemeGuess;
import org.al4j.core.tags.TagForm;
import org.al4j.core.tags.TagScheme;
import org.jspecify.annotations.Nullable;

/** Makes rows of sentences: tags become IOB2, ill-formed ones are refused or repaired. */
final class SentenceCursor implements RowReader.Cursor {
  private static final String REPAIR =
      "; mend it, or read it as conlleval does: TagForm.repairing(), --ill-formed repair";

  private final RowReader.Request request;
  private final TagForm form;
  private final TagScheme scheme;
  private final TaggedRows sentences;
  private String place = "";
  private int repaired;
  private int unknown;
  private int empty;

  private SentenceCursor(
      RowReader.Request request, TagForm form, TagScheme scheme, TaggedRows sentences) {
    this.request = request;
    this.form = form;
    this.scheme = scheme;
    this.sentences = sentences;
  }

  /** Opens a file. */
  interface Opening {
    TaggedRows open() throws IOException;
  }

  /** Sentences whose tags are IOB2. */
  static SentenceCursor ofSpans(RowReader.Request request, TagForm form, TaggedRows sentences) {
    return new SentenceCursor(request, form, TagScheme.IOB2, sentences);
  }

  /** Sentences of a scheme that is named, or else found out by reading the file twice. */
  static SentenceCursor of(RowReader.Request request, TagForm form, Opening file)
      throws IOException {
    TagScheme scheme = form.scheme().orElse(TagScheme.IOB2);
    if (form.scheme().isEmpty() && request.labels() != RowReader.Labels.IGNORED) {
      scheme = guessed(request, form, file);
    }
    return new SentenceCursor(request, form, scheme, file.open());
  }

  private static TagScheme guessed(RowReader.Request request, TagForm form, Opening file)
      throws IOException {
    SchemeGuess guess = new SchemeGuess();
    long line = 1;
    try (TaggedRows sentences = file.open()) {
      for (Sentence next = sentences.next(); next != null; next = sentences.next()) {
        line = next.place().line();
        if (next.tags() != null) {
          guess.see(known(request, form, next, next.tags()));
        }
      }
    }
    try {
      TagScheme scheme = guess.scheme();
      if (scheme != TagScheme.IOB2) {
        request.note("the tags are " + scheme + ", and IOB2 inside");
      }
      return scheme;
    } catch (InvalidInputException e) {
      throw request.source().error(line, e.getMessage() + "; name the scheme");
    }
  }

  /** The tags, those of no scheme refused, or O. */
  private static List<String> known(
      RowReader.Request request, TagForm form, Sentence sentence, List<String> tags) {
    List<String> known = new ArrayList<>(tags);
    for (int i = 0; i < known.size(); i++) {
      Optional<String> why = TagScheme.refusal(known.get(i));
      if (why.isPresent() && !form.repair()) {
        throw request
            .source()
            .error(sentence.place().line(i), word(sentence, i) + ": " + why.get());
      }
      if (why.isPresent()) {
        known.set(i, TagScheme.OUTSIDE);
      }
    }
    return known;
  }

  private static String word(Sentence sentence, int index) {
    return "word " + (index + 1) + " '" + sentence.text().words().get(index) + "'";
  }

  @Override
  public @Nullable RawRow next() throws IOException {
    for (Sentence next = sentences.next(); next != null; next = sentences.next()) {
      place = next.place().name();
      if (!next.text().words().isEmpty()) {
        String cell = next.tags() == null ? null : JsonCell.array(iob2(next, next.tags()));
        return request.row(
            next.place().line(), next.text(), cell, next.place().id(), next.attributes());
      }
      if (!form.skipEmpty()) {
        throw request
            .source()
            .error(
                next.place().line(),
                "a sentence must have a word, found none; take it out, or skip such ones:"
                    + " TagForm.skippingEmpty(), --empty-sentences skip");
      }
      empty++;
    }
    told();
    return null;
  }

  private List<String> iob2(Sentence sentence, List<String> tags) {
    if (tags.size() != sentence.text().words().size()) {
      throw request
          .source()
          .error(
              sentence.place().line(),
              tags.size()
                  + " tags for "
                  + sentence.text().words().size()
                  + " words; give one tag per word");
    }
    List<String> known = known(request, form, sentence, tags);
    for (int i = 0; i < known.size(); i++) {
      unknown += known.get(i).equals(tags.get(i)) ? 0 : 1;
    }
    Optional<TagScheme.Problem> problem = scheme.problem(known);
    if (problem.isPresent() && !form.repair()) {
      int at = problem.get().word();
      throw request
          .source()
          .error(
              sentence.place().line(at), word(sentence, at) + ": " + problem.get().what() + REPAIR);
    }
    repaired += problem.isPresent() ? 1 : 0;
    return TagScheme.IOB2.tags(TagScheme.spans(known), known.size());
  }

  private void told() {
    if (unknown > 0) {
      request.note(unknown + (unknown == 1 ? " tag" : " tags") + " of no scheme read as O");
    }
    if (repaired > 0) {
      request.note(
          repaired
              + (repaired == 1 ? " sentence" : " sentences")
              + " with ill-formed tags read as conlleval does");
    }
    if (empty > 0) {
      request.note(empty + (empty == 1 ? " sentence" : " sentences") + " without a word left out");
    }
    repaired = 0;
    unknown = 0;
    empty = 0;
  }

  @Override
  public String place(RawRow row) {
    return place;
  }

  @Override
  public void close() throws IOException {
    sentences.close();
  }
}
