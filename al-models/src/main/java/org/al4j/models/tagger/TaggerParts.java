package org.al4j.models.tagger;

import org.al4j.core.data.LabelSpace;
import org.al4j.models.internal.architecture.Architecture;
import org.al4j.models.internal.crf.CrfWeights;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.text.TokenizerFiles;
import org.jspecify.annotations.Nullable;

/**
 * What a tagger consists of.
 *
 * @param architecture of the checkpoint that it came from
 * @param ownsEncoder whether closing the model closes the encoder
 * @param crf the chain's scores; null without
 * @param seed of the dropout passes
 */
record TaggerParts(
    Architecture architecture,
    Engine engine,
    LabelSpace labels,
    WordEncoder encoder,
    boolean ownsEncoder,
    TokenizerFiles tokenizerFiles,
    TaggerOptions options,
    @Nullable CrfWeights crf,
    long seed) {
  void close() {
    engine.close();
    if (ownsEncoder) {
      encoder.close();
    }
  }
}
