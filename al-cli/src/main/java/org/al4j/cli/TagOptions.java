package org.al4j.cli;

import org.al4j.study.settings.TagReading;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for words with tags, and for texts with spans. */
class TagOptions {
  @Option(
      names = "--word-column",
      paramLabel = "N|NAME",
      description =
          "Words with tags: the column of the words from 1 on, -1 the last; in JSON a field"
              + " (default: the first, or the format's own).")
  private @Nullable String word;

  @Option(
      names = "--tag-column",
      paramLabel = "N|NAME",
      description = "The same of the tags (default: the last, or the format's own).")
  private @Nullable String tag;

  @Option(
      names = "--scheme",
      paramLabel = "NAME",
      description = "What tags are written in: IOB1, IOB2, IOBES, BILOU (default: as they show).")
  private @Nullable String scheme;

  @Option(
      names = "--ill-formed",
      paramLabel = "HOW",
      description =
          "Ill-formed tags: error (the default), or repair, which reads them as conlleval does.")
  private @Nullable String illFormed;

  @Option(
      names = "--spans",
      paramLabel = "HOW",
      description =
          "Spans of characters that do not fit the words: error (the default), or snap, which"
              + " widens them.")
  private @Nullable String spans;

  @Option(
      names = "--empty-sentences",
      paramLabel = "HOW",
      description = "Sentences without a word: error (the default), or skip.")
  private @Nullable String empty;

  /** What was said. */
  TagReading reading() {
    return new TagReading(word, tag, scheme, illFormed, spans, empty);
  }
}
