package org.al4j.core.read.internal.tags;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Gives one sentence of a file after the other. */
interface TaggedRows extends Closeable {
  /** The next sentence; null after the last. */
  @Nullable Sentence next() throws IOException;
}
