package org.al4j.models.internal.crf;

import java.util.Arrays;
import java.util.List;

/** Which tags may stand where; they act at decoding only, never on likelihoods or gradients. */
public final class TagConstraints {
  private final int tags;
  private final boolean[] start; // [C]
  private final boolean[] transitions; // [C, C]: from, to

  private TagConstraints(boolean[] start, boolean[] transitions) {
    this.tags = start.length;
    this.start = start;
    this.transitions = transitions;
  }

  /** Everything may follow everything. */
  public static TagConstraints none(int tags) {
    boolean[] start = new boolean[tags];
    boolean[] transitions = new boolean[tags * tags];
    Arrays.fill(start, true);
    Arrays.fill(transitions, true);
    return new TagConstraints(start, transitions);
  }

  /**
   * Strict IOB2: {@code I-X} comes after {@code B-X} or {@code I-X} only. Other tags may stand
   * anywhere.
   *
   * @param names the tags in the order of the label space; one of them does not begin with {@code
   *     I-}, else nothing could come first
   */
  public static TagConstraints iob2(List<String> names) {
    int tags = names.size();
    boolean[] start = new boolean[tags];
    boolean[] transitions = new boolean[tags * tags];
    boolean any = false;
    for (int to = 0; to < tags; to++) {
      String name = names.get(to);
      boolean inside = name.startsWith("I-");
      start[to] = !inside;
      any |= !inside;
      for (int from = 0; from < tags; from++) {
        String before = names.get(from);
        transitions[from * tags + to] =
            !inside || before.equals(name) || before.equals("B-" + name.substring(2));
      }
    }
    if (!any) {
      throw new IllegalArgumentException(
          "under IOB2 a sequence must begin with another tag than I-, found only " + names);
    }
    return new TagConstraints(start, transitions);
  }

  /** How many tags there are: {@code C}. */
  int tags() {
    return tags;
  }

  /** Whether a sequence may begin with the tag. */
  public boolean mayStart(int tag) {
    return start[tag];
  }

  /** Whether a tag may come right after another. */
  public boolean mayFollow(int from, int to) {
    return transitions[from * tags + to];
  }
}
