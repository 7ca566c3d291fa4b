package org.al4j.strategies.diversity;

/** How far two embeddings are from each other. */
public enum Distance {
  /** {@code |x - y|}. */
  EUCLIDEAN,
  /** {@code 1 - cos(x, y)}; an embedding of zeros is at distance 1 from all. */
  COSINE
}
