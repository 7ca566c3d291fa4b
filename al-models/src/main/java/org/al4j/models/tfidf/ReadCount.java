package org.al4j.models.tfidf;

import java.util.concurrent.atomic.AtomicLong;
import org.al4j.core.text.TextsRead;

/** Counts texts, and those without a known term. Safe for several threads. */
final class ReadCount {
  private final AtomicLong texts = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();

  void add(SparseRows rows) {
    int empty = 0;
    for (int i = 0; i < rows.size(); i++) {
      empty += rows.offsets()[i] == rows.offsets()[i + 1] ? 1 : 0;
    }
    texts.addAndGet(rows.size());
    unknown.addAndGet(empty);
  }

  TextsRead get() {
    return new TextsRead(texts.get(), 0, 0, unknown.get());
  }
}
