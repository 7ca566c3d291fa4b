package org.al4j.models.head;

import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.models.embedding.TextEmbedder;

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
    boolean finite = true;
    for (float value : vector) {
      finite &= Float.isFinite(value);
    }
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

  @Override
  public void close() {
    embedder.close();
  }
}
