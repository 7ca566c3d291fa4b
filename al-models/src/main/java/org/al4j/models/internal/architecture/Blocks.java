package org.al4j.models.internal.architecture;

import org.al4j.models.internal.engine.kernel.AttentionHeads;
import org.al4j.models.internal.engine.kernel.Tokens;
import org.al4j.models.internal.engine.plan.DropoutSite;
import org.al4j.models.internal.engine.plan.Ports;

/**
 * What models are made of, whatever writes it down: {@link GraphBlocks} for the engine, {@link
 * OnnxBlocks} for ONNX Runtime. A family says its layers once.
 *
 * @param <V> a value on its way: rows of {@code T} tokens or of {@code B} sequences
 */
public interface Blocks<V> {
  /** The sum of the rows that each token looks up, {@code [T, E]}. */
  V embedded();

  /** {@code [T, in] -> [T, out]}. */
  V linear(V x, Linear layer);

  /** {@code [T, in] -> [T, out]} by a weight {@code [out, in]} and a bias. */
  V linear(V x, String weight, String bias);

  /** {@code [T, in] -> [T, out]} by a weight {@code [out, in]}. */
  V product(V x, String weight);

  /** The sum of two of one shape. */
  V add(V x, V y);

  /** Dropout, where it is trained. */
  V drop(V x, DropoutSite site);

  /** Layer normalisation over the columns of what nothing else reads. */
  V norm(V x, Norm norm);

  /**
   * Multi-head attention.
   *
   * @param joined queries, keys and values of all heads behind each other, {@code [T, 3H]}
   * @param dropped probability of dropping a weight
   * @return what the heads have gathered, {@code [T, H]}, or {@code [B, H]} where one token of each
   *     sequence has a query; before the output projection
   */
  V attention(int layer, V joined, AttentionHeads heads, double dropped);

  /** The same numbers, whose gradient is what comes from here, and no sum. */
  V branch(V x);

  /** {@code [T, H] -> [B, H]}: one token of each sequence. */
  V pick(Tokens which, V x, int hidden);

  /**
   * An activation by its name in the configuration.
   *
   * @param place tells those of a graph apart
   */
  V activate(String activation, V x, String place);

  /** Says which of {@link Ports} a value is; go on with what is returned. */
  V named(V x, String port);
}
