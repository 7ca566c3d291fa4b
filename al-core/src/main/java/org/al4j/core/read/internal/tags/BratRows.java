package org.al4j.core.read.internal.tags;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.al4j.core.read.internal.RowReader;
import org.al4j.core.read.internal.Source;
import org.al4j.core.read.internal.TagFolders;
import org.al4j.core.tags.TagForm;
import org.jspecify.annotations.Nullable;

/**
 * brat's standoff: a text in {@code x.txt}, its spans in {@code x.ann}; a folder of such pairs, or
 * one. Each line of a text that has a word is a sentence, as brat shows it. A text without {@code
 * .ann} is unlabelled. Offsets are code points of the whole text.
 */
public record BratRows(TagForm form) implements RowReader {
  private static final String TEXT = ".txt";
  private static final String SPANS = ".ann";

  @Override
  public Cursor open(Request request) throws IOException {
    if (request.columns().id().isPresent()) {
      throw request.source().error(1, "brat's files have no column of ids; leave it out");
    }
    Path path = request.source().file();
    List<Path> texts = Files.isDirectory(path) ? TagFolders.texts(path) : List.of(text(path));
    return SentenceCursor.ofSpans(request, form, new Documents(request, texts.iterator()));
  }

  private static Path text(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(SPANS) ? sibling(file, SPANS, TEXT) : file;
  }

  private static Path sibling(Path file, String ending, String other) {
    String name = String.valueOf(file.getFileName());
    return file.resolveSibling(name.substring(0, name.length() - ending.length()) + other);
  }

  /** Whether a text has its spans beside it. */
  public static boolean isPair(Path text) {
    return String.valueOf(text.getFileName()).endsWith(TEXT)
        && Files.isRegularFile(sibling(text, TEXT, SPANS));
  }

  static String read(Source source) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[1 << 13];
    try (Reader in = source.utf8()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        text.append(buffer, 0, n);
      }
    }
    return text.toString();
  }

  private final class Documents implements TaggedRows {
    private final Request request;
    private final Iterator<Path> texts;
    private final SpanTags tags;
    private Iterator<Sentence> open = List.<Sentence>of().iterator();

    Documents(Request request, Iterator<Path> texts) {
      this.request = request;
      this.texts = texts;
      this.tags = new SpanTags(request, form);
    }

    @Override
    public @Nullable Sentence next() throws IOException {
      while (!open.hasNext()) {
        if (!texts.hasNext()) {
          tags.told();
          return null;
        }
        open = document(texts.next()).iterator();
      }
      return open.next();
    }

    private List<Sentence> document(Path file) throws IOException {
      Source text = Source.of(file, request.source().encoding());
      String name = String.valueOf(file.getFileName());
      BratDocument document =
          new BratDocument(text, name.substring(0, name.length() - TEXT.length()), read(text));
      Path spans = sibling(file, TEXT, SPANS);
      if (request.labels() != Labels.IGNORED && Files.exists(spans)) {
        Source source = Source.of(spans, request.source().encoding());
        document.read(source, read(source), tags);
      }
      return document.sentences(tags);
    }

    @Override
    public void close() {}
  }
}
