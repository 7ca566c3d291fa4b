package org.al4j.core.data;

import java.util.List;
import org.al4j.core.io.Sha256;

/** What data is, in a word: two runs on equal words had the same texts and labels. */
public final class DataHash {
  private DataHash() {}

  /**
   * SHA-256 over ids, texts and words, then over ids and annotations.
   *
   * @param instances in an order that does not depend on the file's, such as that of a corpus
   * @param labelled likewise
   * @return 64 hexadecimal digits
   */
  public static String of(Iterable<Instance> instances, Iterable<? extends Labelled<?>> labelled) {
    Sha256 hasher = new Sha256();
    for (Instance instance : instances) {
      hasher.field(instance.id());
      hasher.field(instance.text());
      instance.words().forEach(word -> hasher.field(word));
    }
    for (Labelled<?> item : labelled) {
      hasher.field(item.instance().id());
      hasher.field(item.annotation().toString());
    }
    return hasher.hex();
  }

  /** The same of labelled instances alone. */
  public static String of(List<? extends Labelled<?>> labelled) {
    return of(labelled.stream().<Instance>map(Labelled::instance).toList(), labelled);
  }
}
