package org.al4j.core.loop;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.pool.Pool;

/** SHA-256 over a pool's ids, texts and first labels, in the order of the ids. */
final class DataHash {
  private DataHash() {}

  static String of(Pool<?> pool) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (Instance instance : pool.corpus()) {
      add(hasher, instance.id());
      add(hasher, instance.text());
      instance.words().forEach(word -> add(hasher, word));
    }
    for (Labelled<?> item : pool.labelled()) {
      add(hasher, item.instance().id());
      add(hasher, item.annotation().toString());
    }
    return hasher.hash().toString();
  }

  /**
   * Adds a field and a terminator that UTF-8 never contains, so that fields cannot run together.
   */
  private static void add(Hasher hasher, String field) {
    hasher.putBytes(field.getBytes(StandardCharsets.UTF_8)).putByte((byte) 0xff);
  }
}
