package org.al4j.models.tagger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.al4j.core.model.fit.EpochModels;
import org.al4j.models.internal.crf.CrfWeights;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What the last epochs of a fit left. */
final class TaggerEpochs {
  private final Deque<Kept> kept = new ArrayDeque<>();
  private final int last;

  /** The weights at an epoch's end. */
  record Kept(Map<String, Tensor> tensors, @Nullable CrfWeights crf) {}

  /** Of so many epochs, at least 1. */
  TaggerEpochs(int last) {
    this.last = Math.max(1, last);
  }

  /** Keeps copies of an epoch's end. */
  void keep(Engine engine, @Nullable ChainLoss chain) {
    kept.add(new Kept(engine.tensors(), chain == null ? null : chain.copy()));
    if (kept.size() > last) {
      kept.remove();
    }
  }

  /** The models of the epochs, each made of what it left; closes all if one cannot be made. */
  EpochModels<TransformerTagger> models(
      TransformerTagger model, Function<Kept, TransformerTagger> maker) {
    List<TransformerTagger> ends = new ArrayList<>();
    try {
      while (!kept.isEmpty()) {
        ends.add(maker.apply(kept.remove()));
      }
    } catch (RuntimeException | Error e) { // native memory may run out
      ends.forEach(TransformerTagger::close);
      model.close();
      throw e;
    }
    return new EpochModels<>(model, ends);
  }
}
