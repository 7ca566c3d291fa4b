package org.al4j.models.adapt;

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
record Position(int updates, double lossSum, List<AdaptationEpoch> measured) {
  Position {
    measured = List.copyOf(measured);
  }

  /** The epoch that is begun, from 0. */
  int epoch() {
    return measured.size() - 1;
  }

  /** The lowest held-out loss, the first of equals. */
  AdaptationEpoch best() {
    AdaptationEpoch best = measured.get(0);
    for (AdaptationEpoch one : measured) {
      best = one.heldOutLoss() < best.heldOutLoss() ? one : best;
    }
    return best;
  }

  /** Epochs since the best one. */
  int sinceBest() {
    return epoch() - best().epoch();
  }

  Position afterUpdate(double loss) {
    return new Position(updates + 1, lossSum + loss, measured);
  }

  Position afterEpoch(AdaptationEpoch end) {
    List<AdaptationEpoch> all = new ArrayList<>(measured);
    all.add(end);
    return new Position(0, 0, all);
  }

  /** Doubles are written so that they come back bit for bit. */
  SortedMap<String, String> toMap() {
    SortedMap<String, String> map = new TreeMap<>();
    map.put("updates", Integer.toString(updates));
    map.put("loss sum", Double.toString(lossSum));
    for (AdaptationEpoch one : measured) {
      map.put(key("training loss", one.epoch()), Double.toString(one.trainingLoss()));
      map.put(key("held-out loss", one.epoch()), Double.toString(one.heldOutLoss()));
    }
    return map;
  }

  static Position of(SortedMap<String, String> map) {
    List<AdaptationEpoch> measured = new ArrayList<>();
    for (int i = 0; map.containsKey(key("held-out loss", i)); i++) {
      double training = number(map, key("training loss", i));
      measured.add(new AdaptationEpoch(i, training, number(map, key("held-out loss", i))));
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
