package org.al4j.models.tagger;

import java.util.List;
import org.al4j.core.data.Instance;
import org.al4j.core.tags.WordRule;

/** The words that a tagger reads of an instance. */
public final class Sentences {
  private Sentences() {}

  /**
   * The instance's words; of a text without given words those that {@link WordRule} cuts, or the
   * whole of it where that finds none (control characters only). A blank text has none.
   */
  public static List<String> words(Instance x) {
    if (!x.words().isEmpty()) {
      return x.words();
    }
    List<String> cut = WordRule.cut(x.text()).words(x.text());
    return cut.isEmpty() && !x.text().isBlank() ? List.of(x.text()) : cut;
  }

  /** The instance with these words in it; its text stays as it is. */
  public static Instance withWords(Instance x) {
    return x.words().isEmpty() ? new Instance(x.id(), x.text(), words(x), x.attributes()) : x;
  }
}
