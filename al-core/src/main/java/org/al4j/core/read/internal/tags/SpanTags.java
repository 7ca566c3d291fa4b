package org.al4j.core.read.internal.tags;

import java.util.List;
import org.al4j.core.read.internal.RowReader;
import org.al4j.core.read.internal.Source;
import org.al4j.core.tags.CharSpan;
import org.al4j.core.tags.SpanFit;
import org.al4j.core.tags.TagForm;
import org.al4j.core.tags.TagScheme;
import org.al4j.core.tags.WordOffsets;

/** Tags of the spans of texts; what does not fit the words is refused, or told and counted. */
final class SpanTags {
  private static final int TOLD = 1000;

  private final RowReader.Request request;
  private final TagForm form;
  private int misfits;

  SpanTags(RowReader.Request request, TagForm form) {
    this.request = request;
    this.form = form;
  }

  /**
   * A text whose spans are to become tags.
   *
   * @param source where errors are
   */
  record Text(Source source, long line, String text, WordOffsets words) {}

  /** The tags in IOB2. */
  List<String> of(Text where, List<CharSpan> spans) {
    SpanFit fit = SpanFit.of(where.text(), where.words(), spans);
    fit.misfits().forEach(what -> misfit(where, what));
    return TagScheme.IOB2.tags(fit.spans(), where.words().size());
  }

  /** Refuses or counts a span that does not fit. */
  void misfit(Text where, String what) {
    if (!form.snap()) {
      throw where
          .source()
          .error(
              where.line(),
              "the span "
                  + what
                  + "; mend it, or widen spans to words: TagForm.snapping(), --spans snap");
    }
    misfits++;
    if (misfits <= TOLD) {
      request.note("line " + where.line() + ": the span " + what + ", widened or left out");
    }
  }

  /** After the last text. */
  void told() {
    if (misfits > 0) {
      request.note(
          misfits
              + (misfits == 1 ? " span does" : " spans do")
              + " not fit the words"
              + (misfits > TOLD ? ", the first " + TOLD + " are above" : ""));
    }
    misfits = 0;
  }
}
