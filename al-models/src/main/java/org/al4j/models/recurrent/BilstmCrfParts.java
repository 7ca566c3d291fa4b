package org.al4j.models.recurrent;

import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.core.data.LabelSpace;
import org.al4j.models.internal.recurrent.DropoutShares;
import org.al4j.models.internal.recurrent.NetworkWeights;
import org.al4j.models.internal.recurrent.TaggerShape;

/**
 * What a CNN-BiLSTM-CRF consists of.
 *
 * @param seed of the dropout passes
 */
record BilstmCrfParts(
    NetworkWeights weights,
    NetworkVocabulary vocabulary,
    LabelSpace labels,
    BilstmCrfOptions options,
    long seed) {
  BilstmCrfParts with(NetworkWeights other) {
    return new BilstmCrfParts(other, vocabulary, labels, options, seed);
  }

  DropoutShares dropout() {
    return dropout(options);
  }

  static DropoutShares dropout(BilstmCrfOptions options) {
    double share = options.dropout();
    return new DropoutShares(share, options.recurrentDropout(), share, share);
  }

  /**
   * Sizes of the network.
   *
   * @param width of the file's vectors, 0 without
   */
  static TaggerShape shape(BilstmCrfOptions options, int width, int tags) {
    BilstmCrfOptions.Sizes sizes = options.sizes();
    SortedMap<Integer, Integer> filters = new TreeMap<>();
    int each = sizes.filters() / sizes.filterWidths().size();
    sizes.filterWidths().forEach(one -> filters.put(one, each));
    boolean train = options.trainVectors();
    return new TaggerShape(
        train ? width : sizes.words(),
        train ? 0 : width,
        new TaggerShape.Characters(sizes.characters(), filters),
        sizes.hidden(),
        sizes.feedForward(),
        tags);
  }
}
