package org.al4j.strategies.stopping;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.loop.Evaluator;
import org.jspecify.annotations.Nullable;

/**
 * What the models of a run predict for a stop set, as numbers of classes or tags, so that each is
 * compared with the model of the last round on record. The saved state also holds that of the
 * evaluator beside it.
 */
final class RememberedPredictions {
  private static final int ANY = -1;

  private final List<Instance> instances;
  private final int size;
  private int @Nullable [] previous; // of the last round on record
  private int @Nullable [] latest; // of the last evaluation, which may be of a round tried again

  /**
   * Remembers nothing yet.
   *
   * @param size how many predictions a model makes: of words, more than there are instances
   */
  RememberedPredictions(List<Instance> instances, int size) {
    this.instances = instances;
    this.size = size;
  }

  /** The same where it is as many for each instance, however many that is. */
  RememberedPredictions(List<Instance> instances) {
    this(instances, ANY);
  }

  /** Refuses a model that left out instances or said some twice. */
  void requireAll(int seen) {
    if (seen != instances.size()) {
      throw new InvalidInputException(
          "a model must predict each instance once; "
              + seen
              + " predictions for a stop set of "
              + instances.size());
    }
  }

  /** What the model of the last round on record predicted; null before the first. */
  int @Nullable [] previous() {
    return previous;
  }

  /** What a model predicts now. */
  void evaluated(int[] predictions) {
    latest = predictions;
  }

  /** The round evaluated last is on record. */
  void recorded() {
    previous = latest;
  }

  Optional<byte[]> state(Evaluator<?> beside) {
    int[] predictions = latest;
    if (predictions == null) {
      return Optional.empty();
    }
    byte[] inner = beside.state().orElse(new byte[0]);
    ByteBuffer out = ByteBuffer.allocate(12 + 2 * predictions.length + inner.length);
    out.putLong(checksum()).putInt(predictions.length);
    for (int index : predictions) {
      out.putShort((short) index);
    }
    return Optional.of(out.put(inner).array());
  }

  void restore(byte[] state, Evaluator<?> beside) {
    ByteBuffer in = ByteBuffer.wrap(state);
    try {
      boolean same = in.getLong() == checksum();
      int count = in.getInt();
      boolean fits = size == ANY ? count >= 0 && count % instances.size() == 0 : count == size;
      if (!same || !fits) {
        throw new InvalidInputException(
            "cannot resume with another stop set than the run began with; give the same instances"
                + " in the same order");
      }
      int[] predictions = new int[Math.min(count, in.remaining())];
      for (int i = 0; i < count; i++) {
        predictions[i] = in.getShort() & 0xffff;
      }
      previous = predictions;
      latest = predictions;
    } catch (BufferUnderflowException e) {
      throw new InvalidInputException(
          "the saved predictions on the stop set are cut short; restore the run's state folder");
    }
    if (in.hasRemaining()) {
      byte[] inner = new byte[in.remaining()];
      in.get(inner);
      beside.restore(inner);
    }
  }

  private long checksum() {
    CRC32 sum = new CRC32();
    for (Instance instance : instances) {
      sum.update(instance.id().getBytes(StandardCharsets.UTF_8));
      sum.update('\n');
    }
    return sum.getValue();
  }
}
