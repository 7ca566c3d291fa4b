package org.al4j.core.data;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
    Hasher hasher = Hashing.sha256().newHasher();
    for (Instance instance : instances) {
      add(hasher, instance.id());
      add(hasher, instance.text());
      instance.words().forEach(word -> add(hasher, word));
    }
    for (Labelled<?> item : labelled) {
      add(hasher, item.instance().id());
      add(hasher, item.annotation().toString());
    }
    return hasher.hash().toString();
  }

  /** The same of labelled instances alone. */
  public static String of(List<? extends Labelled<?>> labelled) {
    return of(labelled.stream().<Instance>map(Labelled::instance).toList(), labelled);
  }

  /**
   * Adds a field and a terminator that UTF-8 never contains, so that fields cannot run together.
   */
  private static void add(Hasher hasher, String field) {
    hasher.putBytes(field.getBytes(StandardCharsets.UTF_8)).putByte((byte) 0xff);
  }
}
