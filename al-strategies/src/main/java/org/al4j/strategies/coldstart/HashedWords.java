package org.al4j.strategies.coldstart;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.text.UnspacedScripts;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A view of texts that needs no training: each lower-cased word adds {@code 1 + ln(count)}, with a
 * sign, to a place of the embedding, both by its CRC-32; rows have length one (or zero). Offers
 * EMBEDDING {@code [n, d]}. Where a script puts no spaces between words, as in Chinese, Japanese
 * and Thai, one to three characters count as a word.
 *
 * <p><b>Source.</b> Weinberger et al. 2009, Feature Hashing for Large Scale Multitask Learning.
 *
 * @param dimensions {@code d}, at least 1
 */
public record HashedWords(int dimensions) implements AcquisitionModel {
  /** Dimensions unless others are asked for. */
  public static final int DIMENSIONS = 256;

  private static final int BLOCK = 256;

  /** Letters with their marks, but not what selects the look of an emoji. */
  private static final Pattern RUN =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}[\\p{Mn}\\p{Mc}&&[^\\uFE00-\\uFE0F]]]*");

  /** Refuses a number of dimensions below 1. */
  public HashedWords {
    if (dimensions < 1) {
      throw new IllegalArgumentException(
          "the number of dimensions must be at least 1, found " + dimensions);
    }
  }

  @Override
  public Set<Output> offers() {
    return Set.of(Output.EMBEDDING);
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    if (!offers().containsAll(wanted)) {
      throw new IllegalArgumentException("offered: " + offers() + ", wanted: " + wanted);
    }
    List<Instance> block = new ArrayList<>();
    int first = 0;
    for (Instance instance : xs) {
      block.add(instance);
      if (block.size() == BLOCK) {
        emit(first, block, sink);
        first += BLOCK;
        block.clear();
      }
    }
    if (!block.isEmpty()) {
      emit(first, block, sink);
    }
  }

  private void emit(int first, List<Instance> block, Consumer<Outputs> sink) {
    float[][] rows = block.stream().map(one -> embed(one.text())).toArray(float[][]::new);
    try (INDArray embedding = Nd4j.createFromArray(rows)) {
      sink.accept(Outputs.of(first, block, Map.of(Output.EMBEDDING, embedding)));
    }
  }

  /** One text's embedding, {@code [d]}. */
  float[] embed(String text) {
    Map<String, Integer> counts = new HashMap<>();
    Consumer<String> add = term -> counts.merge(term, 1, Integer::sum);
    Matcher runs = RUN.matcher(UnspacedScripts.normalise(text).toLowerCase(Locale.ROOT));
    while (runs.find()) {
      UnspacedScripts.cut(runs.group(), add, add);
    }
    double[] sums = new double[dimensions];
    counts.forEach(
        (word, count) -> {
          CRC32 hash = new CRC32();
          hash.update(word.getBytes(StandardCharsets.UTF_8));
          int place = (int) ((hash.getValue() >>> 1) % dimensions);
          double sign = (hash.getValue() & 1) == 0 ? 1 : -1;
          sums[place] += sign * (1 + StrictMath.log(count));
        });
    double squares = 0;
    for (double value : sums) {
      squares += value * value;
    }
    float[] row = new float[dimensions];
    for (int j = 0; j < dimensions && squares > 0; j++) {
      row[j] = (float) (sums[j] / Math.sqrt(squares));
    }
    return row;
  }

  /** Does nothing. */
  @Override
  public void close() {}
}
