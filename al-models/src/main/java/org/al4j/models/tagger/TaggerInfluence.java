package org.al4j.models.tagger;

import java.util.ArrayList;
import java.util.List;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.models.internal.crf.CrfWeights;
import org.al4j.models.internal.engine.train.Example;
import org.al4j.models.internal.engine.train.GradientNorms;
import org.al4j.models.kind.Targets;

/** How strongly tagged sentences would move a tagger. */
record TaggerInfluence(TaggerParts parts) {
  /** Squared norms of the gradients of the sentences' losses; 0 without words. */
  double[] squares(List<Labelled<TagSequence>> examples) {
    List<List<Example>> all =
        new TaggerTargets(parts.labels(), parts.encoder(), parts.options().subwords(), 0)
            .of(Targets.allPlain(examples));
    List<List<Example>> some = new ArrayList<>();
    all.stream().filter(one -> !one.isEmpty()).forEach(some::add);
    CrfWeights crf = parts.crf();
    GradientNorms norms =
        crf == null
            ? new GradientNorms(parts.engine())
            : new GradientNorms(parts.engine(), () -> new ChainLoss(crf, 0));
    double[] found = norms.squaresOfSums(some);
    double[] squares = new double[all.size()];
    int next = 0;
    for (int i = 0; i < squares.length; i++) {
      squares[i] = all.get(i).isEmpty() ? 0 : found[next++];
    }
    return squares;
  }
}
