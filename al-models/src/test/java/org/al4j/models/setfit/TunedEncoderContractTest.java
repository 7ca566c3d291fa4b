package org.al4j.models.setfit;

import org.al4j.core.text.TextEmbedder;
import org.al4j.models.Fixtures;
import org.al4j.models.embedding.EmbeddingOptions;
import org.al4j.testkit.TextEmbedderContract;

/** A model's own encoder keeps the testkit's contract. */
class TunedEncoderContractTest extends TextEmbedderContract {
  @Override
  protected TextEmbedder embedder() {
    return TunedEncoder.load(Fixtures.path("models/distilbert/base"), EmbeddingOptions.DEFAULT);
  }
}
