package org.al4j.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;

/**
 * What comes back of some texts, as bytes: Spark's own encoders want a public class.
 *
 * @param how in which numbers the executor computed
 * @param ids of the texts
 * @param rows by output or utility, {@code [n, width]} in c-order
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
record ScoredChunk(String how, String[] ids, LinkedHashMap<String, float[]> rows)
    implements Serializable {
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** What an executor of the same application wrote. */
  static ScoredChunk of(byte[] bytes) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (ScoredChunk) in.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("executors and driver must have one AL4J", e);
    }
  }
}
