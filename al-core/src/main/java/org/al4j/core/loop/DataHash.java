package org.al4j.core.loop;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.pool.Pool;

/** SHA-256 over a pool's ids, texts and first labels, in the order of the ids. */
final class DataHash {
  private DataHash() {}

  static String of(Pool<?> pool) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Instance instance : pool.corpus()) {
        add(digest, instance.id());
        add(digest, instance.text());
        instance.words().forEach(word -> add(digest, word));
      }
      for (Labelled<?> item : pool.labelled()) {
        add(digest, item.instance().id());
        add(digest, item.annotation().toString());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /**
   * Adds a field and a terminator that UTF-8 never contains, so that fields cannot run into each
   * other.
   */
  private static void add(MessageDigest digest, String field) {
    digest.update(field.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0xff);
  }
}
