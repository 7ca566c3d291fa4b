package org.al4j.core.read.internal.tags;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.read.internal.RowReader;
import org.al4j.core.read.internal.Source;
import org.al4j.core.read.internal.TagFolders;
import org.al4j.core.tags.TagForm;
import org.jspecify.annotations.Nullable;

/**
 * Words in columns, a blank line behind each sentence; of CoNLL-2003 and its like, or of CoNLL-2012
 * with names in brackets, of which a whole tree of files is read.
 *
 * @param brackets whether names stand in brackets
 */
public record ConllRows(TagForm form, boolean brackets) implements RowReader {
  @Override
  public Cursor open(Request request) throws IOException {
    if (request.columns().id().isPresent()) {
      throw request.source().error(1, "words in columns have no column of ids; leave it out");
    }
    SentenceCursor.Opening file = () -> sentences(request);
    return brackets
        ? SentenceCursor.ofSpans(request, form, file.open())
        : SentenceCursor.of(request, form, file);
  }

  private TaggedRows sentences(Request request) {
    Path path = request.source().file();
    List<Path> files = Files.isDirectory(path) ? TagFolders.conll(path) : List.of(path);
    return new Parts(request, columns(), brackets, files.iterator());
  }

  private ConllSentences.Columns columns() {
    return new ConllSentences.Columns(
        form.word().map(name -> number("wordColumn", name)).orElse(brackets ? 4 : 1),
        form.tag().map(name -> number("tagColumn", name)),
        brackets ? 11 : -1);
  }

  private static int number(String setting, String name) {
    try {
      int number = Integer.parseInt(name);
      if (number != 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw InvalidInputException.ofSettings(
        "{"
            + setting
            + "} of a file with words in columns must be a number, 1 for the first and -1"
            + " for the last, found '%s'",
        name);
  }

  /** One file after the other. */
  private static final class Parts implements TaggedRows {
    private final Request request;
    private final ConllSentences.Columns columns;
    private final boolean brackets;
    private final Iterator<Path> files;
    private @Nullable ConllSentences open;

    Parts(Request request, ConllSentences.Columns columns, boolean brackets, Iterator<Path> files) {
      this.request = request;
      this.columns = columns;
      this.brackets = brackets;
      this.files = files;
    }

    @Override
    public @Nullable Sentence next() throws IOException {
      while (true) {
        if (open == null) {
          if (!files.hasNext()) {
            return null;
          }
          Source source = Source.of(files.next(), request.source().encoding());
          open = new ConllSentences(source, columns, brackets, request.labels());
        }
        Sentence next = open.next();
        if (next != null) {
          return next;
        }
        open.close();
        open = null;
      }
    }

    @Override
    public void close() throws IOException {
      if (open != null) {
        open.close();
      }
    }
  }
}
