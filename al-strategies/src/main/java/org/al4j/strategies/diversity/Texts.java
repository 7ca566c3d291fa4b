package org.al4j.strategies.diversity;

import java.util.List;
import org.al4j.core.data.Instance;

/** Names lists of texts without listing them. */
final class Texts {
  private Texts() {}

  /** Equal for equal ids and texts, on every platform. */
  static String describe(List<Instance> texts) {
    int hash = texts.stream().map(text -> List.of(text.id(), text.text())).toList().hashCode();
    return texts.isEmpty() ? "none" : texts.size() + " texts " + Integer.toHexString(hash);
  }
}
