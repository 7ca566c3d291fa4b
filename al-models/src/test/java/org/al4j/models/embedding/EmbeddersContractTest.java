package org.al4j.models.embedding;

import java.nio.file.Path;
import org.al4j.core.text.TextEmbedder;
import org.al4j.models.Fixtures;
import org.al4j.testkit.TextEmbedderContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The embedders keep the testkit's contract. */
class EmbeddersContractTest {
  @Nested
  class Encoder extends TextEmbedderContract {
    @Override
    protected TextEmbedder embedder() {
      return EncoderEmbedder.load(Fixtures.path("models/bert/base"), EmbeddingOptions.DEFAULT);
    }
  }

  @Nested
  class Lazy extends TextEmbedderContract {
    @Override
    protected TextEmbedder embedder() {
      return EncoderEmbedder.lazily(Fixtures.path("models/bert/base"), EmbeddingOptions.DEFAULT);
    }
  }

  @Nested
  class Store extends TextEmbedderContract {
    @TempDir private Path folder;

    @Override
    protected TextEmbedder embedder() {
      return EmbeddingStore.open(folder, new HashEmbedder(5, "1"), Precision.HALF);
    }
  }
}
