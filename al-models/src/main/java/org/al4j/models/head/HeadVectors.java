package org.al4j.models.head;

import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.text.TextEmbedder;

/**
 * The vectors of texts, which a learner and its models share.
 *
 * @param embedder makes them
 * @param encoder how to find it again; empty where it is of the caller's own
 * @param sha256 of the encoder's weights; empty where there is none
 */
record HeadVectors(TextEmbedder embedder, Optional<HeadEncoder> encoder, String sha256)
    implements AutoCloseable {
  static HeadVectors of(TextEmbedder embedder) {
    return new HeadVectors(embedder, Optional.empty(), "");
  }

  int width() {
    return embedder.width();
  }

  /** The vectors of some texts, {@code [n, d]} by rows. */
  float[] read(List<Instance> xs) {
    int width = width();
    float[] rows = new float[xs.size() * width];
    int[] read = {0};
    embedder.embed(
        xs.stream().map(Instance::text).toList(),
        vector -> {
          if (read[0] < xs.size()) {
            requireVector(xs.get(read[0]), vector, width);
            System.arraycopy(vector, 0, rows, read[0] * width, width);
          }
          read[0]++;
        });
    if (read[0] != xs.size()) {
      throw new InvalidInputException(
          embedder.describe()
              + " must give a vector for each text: "
              + xs.size()
              + " wanted, "
              + read[0]
              + " received; check the embedder");
    }
    return rows;
  }

  private void requireVector(Instance x, float[] vector, int width) {
    boolean finite = isFinite(vector);
    if (vector.length != width || !finite) {
      throw new InvalidInputException(
          "instance '"
              + x.id()
              + "': its vector by "
              + embedder.describe()
              + " must be "
              + width
              + " finite numbers, found "
              + (finite ? vector.length : "one that is not finite")
              + "; check the embedder");
    }
  }

  /** A number that is not finite gives no number times 0; several sums, each would wait. */
  private static boolean isFinite(float[] vector) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int j = 0;
    for (; j + 4 <= vector.length; j += 4) {
      sum0 += 0 * vector[j];
      sum1 += 0 * vector[j + 1];
      sum2 += 0 * vector[j + 2];
      sum3 += 0 * vector[j + 3];
    }
    for (; j < vector.length; j++) {
      sum0 += 0 * vector[j];
    }
    return sum0 + sum1 + (sum2 + sum3) == 0;
  }

  @Override
  public void close() {
    embedder.close();
  }
}
