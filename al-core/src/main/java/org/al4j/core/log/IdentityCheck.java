package org.al4j.core.log;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.al4j.core.InvalidInputException;

/** Compares the identity that a run was started with and the one it is opened with. */
final class IdentityCheck {
  /** Ends of names that runs recorded before format 1 do not have, and are not compared on. */
  private static final List<String> SINCE_FORMAT_1 =
      List.of("evaluator", "checkpoint.files.sha256", "labels.sha256", "attributes.sha256");

  /** What a learner's provenance says in prose beside hashes, which its settings say too. */
  private static final String LEARNER = "learner";

  private static final String RECIPE = "recipe";
  private static final String LABELS = "labels";

  private IdentityCheck() {}

  /**
   * Refuses another run.
   *
   * @param run for the message
   * @param sealed whether the log began with checksums, in format 1
   * @throws InvalidInputException naming what differs
   */
  static void requireSame(
      String run, Map<String, String> recorded, Map<String, String> now, boolean sealed) {
    for (String key : compared(recorded, now, sealed)) {
      if (key.equals(LABELS) && hasGrown(recorded, now)) {
        continue;
      }
      String then = recorded.getOrDefault(key, "absent");
      String value = now.getOrDefault(key, "absent");
      if (!then.equals(value)) {
        throw new InvalidInputException(
            "cannot resume "
                + run
                + ": it was started with "
                + key
                + " = "
                + then
                + ", now it is "
                + value
                + "; use the old setting or another folder");
      }
    }
  }

  /** Whether there are more labels now, behind those of the beginning. Names with commas differ. */
  private static boolean hasGrown(Map<String, String> recorded, Map<String, String> now) {
    String then = recorded.getOrDefault(LABELS, "");
    return recorded.containsKey("configuration." + Provenance.GROWING_LABELS)
        && then.endsWith("]")
        && now.getOrDefault(LABELS, "").startsWith(then.substring(0, then.length() - 1) + ", ");
  }

  /**
   * The names to compare. A part is compared by its settings where both have them, and by its prose
   * where one has none: the run is older than settings, or the part is.
   */
  private static Set<String> compared(
      Map<String, String> recorded, Map<String, String> now, boolean sealed) {
    Set<String> keys = new TreeSet<>(recorded.keySet());
    keys.addAll(now.keySet());
    Set<String> parts = parts(recorded);
    parts.retainAll(parts(now));
    keys.removeIf(
        key ->
            key.startsWith(Provenance.SETTINGS) ? !parts.contains(part(key)) : isProse(key, parts));
    if (!sealed) { // nor on the names of classes that have none
      keys.removeIf(key -> recorded.getOrDefault(key, "x").isBlank());
      keys.removeIf(
          key -> !recorded.containsKey(key) && SINCE_FORMAT_1.stream().anyMatch(key::endsWith));
    }
    return keys;
  }

  private static boolean isProse(String key, Set<String> parts) {
    boolean recipe = key.startsWith(LEARNER + ".") && key.endsWith("." + RECIPE);
    return parts.contains(key) || (recipe && parts.contains(LEARNER));
  }

  /** The parts whose settings an identity has. */
  private static Set<String> parts(Map<String, String> identity) {
    Set<String> parts = new HashSet<>();
    identity.keySet().stream()
        .filter(key -> key.startsWith(Provenance.SETTINGS))
        .forEach(key -> parts.add(part(key)));
    return parts;
  }

  private static String part(String key) {
    String rest = key.substring(Provenance.SETTINGS.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }
}
