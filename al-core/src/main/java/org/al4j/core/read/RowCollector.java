package org.al4j.core.read;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.jspecify.annotations.Nullable;

/**
 * Gives rows their identity, whatever their order. Without an id column the id is 16 hex digits of
 * the SHA-256 of the text; of equal texts the second has {@code -1} behind it, the third {@code
 * -2}. Which of their labels goes to which of them must not show in the id, nor depend on the
 * file's order: the rows are sorted by label, then rotated by the text's hash.
 */
final class RowCollector {
  /** A row without its file; the hash is the first eight bytes of the digest. */
  private record Pending(
      long hash, String text, @Nullable ClassLabel label, Map<String, String> attributes) {}

  private static final Comparator<Pending> BY_TEXT =
      Comparator.comparingLong(Pending::hash).thenComparing(Pending::text);
  private static final Comparator<ClassLabel> BY_NAME = Comparator.comparing(ClassLabel::name);
  private static final Comparator<Pending> BY_LABEL =
      Comparator.comparing(Pending::label, Comparator.nullsLast(BY_NAME))
          .thenComparing(row -> new TreeMap<>(row.attributes()).toString());

  private final Source source;
  private final LabelCheck check;
  private final MessageDigest digest = sha256();
  private final List<Pending> pending = new ArrayList<>();
  private final Map<String, ClassLabel> labels = new HashMap<>();
  private final List<@Nullable ClassLabel> givenLabels = new ArrayList<>();
  private final List<Instance> given = new ArrayList<>();
  private final Set<String> givenIds = new HashSet<>();

  /** Refuses a label, with its line. */
  interface LabelCheck {
    void check(Row row, String label);
  }

  RowCollector(Source source, LabelCheck check) {
    this.source = source;
    this.check = check;
  }

  void add(Row row) {
    ClassLabel label = row.label() == null ? null : label(row, row.label());
    if (row.id() == null) {
      pending.add(new Pending(hash(row.text()), row.text(), label, row.attributes()));
      return;
    }
    if (!givenIds.add(row.id())) {
      throw source.error(row.line(), "ids must differ: '" + row.id() + "' occurs twice");
    }
    given.add(instance(row.id(), row.text(), row.attributes()));
    givenLabels.add(label);
  }

  int size() {
    return pending.size() + given.size();
  }

  /** The names of the labels seen. */
  Set<String> labels() {
    return labels.keySet();
  }

  /** Hands over the instances with their labels and forgets them. */
  void drain(BiConsumer<Instance, @Nullable ClassLabel> sink) {
    for (int i = 0; i < given.size(); i++) {
      sink.accept(given.get(i), givenLabels.get(i));
    }
    pending.sort(BY_TEXT);
    int occurrence = 0;
    for (int i = 0, end; i < pending.size(); i = end) {
      end = i + 1;
      while (end < pending.size() && BY_TEXT.compare(pending.get(i), pending.get(end)) == 0) {
        end++;
      }
      // Different texts with one hash share the numbering, so that ids differ.
      boolean collides = i > 0 && pending.get(i - 1).hash() == pending.get(i).hash();
      occurrence = group(i, end, collides ? occurrence : 0, sink);
    }
    pending.clear();
    given.clear();
    givenLabels.clear();
  }

  private int group(
      int start, int end, int first, BiConsumer<Instance, @Nullable ClassLabel> sink) {
    List<Pending> sorted = pending.subList(start, end);
    sorted.sort(BY_LABEL);
    int size = end - start;
    int shift = (int) Long.remainderUnsigned(sorted.get(0).hash(), size);
    for (int k = 0; k < size; k++) {
      Pending row = sorted.get((k + shift) % size);
      String id = id(row.hash(), first + k);
      sink.accept(instance(id, row.text(), row.attributes()), row.label());
    }
    return first + end - start;
  }

  private static Instance instance(String id, String text, Map<String, String> attributes) {
    return new Instance(id, text, List.of(), attributes);
  }

  private static String id(long hash, int occurrence) {
    String hex = HexFormat.of().toHexDigits(hash);
    return occurrence == 0 ? hex : hex + "-" + occurrence;
  }

  private ClassLabel label(Row row, String name) {
    ClassLabel known = labels.get(name);
    if (known == null) {
      check.check(row, name);
      known = new ClassLabel(name);
      labels.put(name, known);
    }
    return known;
  }

  private long hash(String text) {
    byte[] bytes = digest.digest(text.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(bytes).getLong();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
