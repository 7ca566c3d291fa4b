package org.al4j.models.internal.resume;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a run is.
 *
 * @param updates done in the epoch that is begun
 * @param lossSum of these updates
 * @param measured what was measured, that before training first; the epoch that is begun comes next
 */
public record Position(int updates, double lossSum, List<Measured> measured) {
  /** Copies the list. */
  public Position {
    measured = List.copyOf(measured);
  }

  /**
   * A measurement.
   *
   * @param epoch the epoch that is complete, from 1; 0 before training
   * @param trainingLoss mean over its updates; NaN of epoch 0
   * @param heldOutLoss smaller is better
   */
  public record Measured(int epoch, double trainingLoss, double heldOutLoss) {}

  /** Of a run that has not measured anything. */
  public static Position start() {
    return new Position(0, 0, List.of());
  }

  /** The mean loss of the updates of the epoch that is begun. */
  public double meanLoss() {
    return lossSum / updates;
  }

  /** The epoch that is begun, from 0. */
  public int epoch() {
    return measured.size() - 1;
  }

  /** The lowest held-out loss, the first of equals. */
  public Measured best() {
    Measured best = measured.get(0);
    for (Measured one : measured) {
      best = one.heldOutLoss() < best.heldOutLoss() ? one : best;
    }
    return best;
  }

  /** Epochs since the best one. */
  public int sinceBest() {
    return epoch() - best().epoch();
  }

  /** After one more update. */
  public Position afterUpdate(double loss) {
    return new Position(updates + 1, lossSum + loss, measured);
  }

  /** After the epoch, or before the first one, by what was measured then. */
  public Position afterEpoch(double trainingLoss, double heldOutLoss) {
    List<Measured> all = new ArrayList<>(measured);
    all.add(new Measured(all.size(), trainingLoss, heldOutLoss));
    return new Position(0, 0, all);
  }

  /** Doubles are written so that they come back bit for bit. */
  SortedMap<String, String> toMap() {
    SortedMap<String, String> map = new TreeMap<>();
    map.put("updates", Integer.toString(updates));
    map.put("loss sum", Double.toString(lossSum));
    for (Measured one : measured) {
      map.put(key("training loss", one.epoch()), Double.toString(one.trainingLoss()));
      map.put(key("held-out loss", one.epoch()), Double.toString(one.heldOutLoss()));
    }
    return map;
  }

  static Position of(SortedMap<String, String> map) {
    List<Measured> measured = new ArrayList<>();
    for (int i = 0; map.containsKey(key("held-out loss", i)); i++) {
      double training = number(map, key("training loss", i));
      measured.add(new Measured(i, training, number(map, key("held-out loss", i))));
    }
    return new Position(
        Integer.parseInt(Objects.requireNonNull(map.get("updates"))),
        number(map, "loss sum"),
        measured);
  }

  private static double number(SortedMap<String, String> map, String key) {
    return Double.parseDouble(Objects.requireNonNull(map.get(key), key));
  }

  private static String key(String what, int epoch) {
    return String.format(Locale.ROOT, "epoch %d %s", epoch, what);
  }
}
