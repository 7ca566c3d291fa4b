package org.al4j.core.read;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.TagSequence;
import org.al4j.core.io.Sha256;
import org.al4j.core.read.internal.RawRow;
import org.al4j.core.read.internal.Source;
import org.jspecify.annotations.Nullable;

/**
 * Gives rows their identity, whatever their order. Without an id column the id is 16 hex digits of
 * the SHA-256 of the text; of equal texts the second has {@code -1} behind it, the third {@code
 * -2}. Which of their labels goes to which of them must not show in the id, nor depend on the
 * file's order: the rows are sorted by label, then rotated by the text's hash.
 */
final class RowCollector<A extends Annotation> {
  /** A row without its file; the hash is the first eight bytes of the digest. */
  private record Pending<A extends Annotation>(long hash, Row row, @Nullable A label) {
    String text() {
      return row.text();
    }

    Map<String, String> attributes() {
      return row.attributes();
    }
  }

  private final Comparator<Pending<A>> byText =
      Comparator.<Pending<A>>comparingLong(Pending::hash).thenComparing(Pending::text);
  private final Comparator<Pending<A>> byLabel =
      Comparator.<Pending<A>, A>comparing(
              Pending::label, Comparator.nullsLast(AnnotationOrder.INSTANCE))
          .thenComparing(row -> new TreeMap<>(row.attributes()).toString());

  private final Source source;
  private final RowLabels<A> labels;
  private final Sha256 sha256 = new Sha256();
  private final List<Pending<A>> pending = new ArrayList<>();
  private final List<@Nullable A> givenLabels = new ArrayList<>();
  private final List<Instance> given = new ArrayList<>();
  private final Set<String> givenIds = new HashSet<>();
  private int labelled;

  RowCollector(Source source, RowLabels<A> labels) {
    this.source = source;
    this.labels = labels;
  }

  /** Takes a row with its label. */
  void add(RawRow row) {
    A label = labels.of(row);
    labelled += label == null ? 0 : 1;
    add(Row.of(row), label);
  }

  /** Takes a row with the label given, whatever its own. */
  void add(Row row, @Nullable A label) {
    if (row.id() == null) {
      pending.add(new Pending<>(hash(row.text()), row, label));
      return;
    }
    if (!givenIds.add(row.id())) {
      throw source.error(row.line(), "ids must differ: '" + row.id() + "' occurs twice");
    }
    given.add(instance(row.id(), row, labels.format()));
    givenLabels.add(label);
  }

  int size() {
    return pending.size() + given.size();
  }

  /** Whether the labels are tags of words. */
  boolean isOfTags() {
    return labels.format().kind() == TagSequence.class;
  }

  /** The names of the labels seen. */
  Set<String> names() {
    return labels.names();
  }

  /** Whether any row is labelled. */
  boolean isLabelled() {
    return labelled > 0 && labels.isWritten();
  }

  /** Whether all labels are what the format takes empty cells for: a part published without. */
  boolean isAllEmpty() {
    return labelled > 0 && !labels.isWritten();
  }

  /** Hands over the instances with their labels and forgets them. */
  void drain(BiConsumer<Instance, @Nullable A> sink) {
    BiConsumer<Instance, @Nullable A> target =
        isAllEmpty() ? (instance, label) -> sink.accept(instance, null) : sink;
    for (int i = 0; i < given.size(); i++) {
      target.accept(given.get(i), givenLabels.get(i));
    }
    pending.sort(byText);
    int occurrence = 0;
    for (int i = 0, end; i < pending.size(); i = end) {
      end = i + 1;
      while (end < pending.size() && byText.compare(pending.get(i), pending.get(end)) == 0) {
        end++;
      }
      // Different texts with one hash share the numbering, so that ids differ.
      boolean collides = i > 0 && pending.get(i - 1).hash() == pending.get(i).hash();
      occurrence = group(i, end, collides ? occurrence : 0, target);
    }
    pending.clear();
    given.clear();
    givenLabels.clear();
  }

  private int group(int start, int end, int first, BiConsumer<Instance, @Nullable A> sink) {
    List<Pending<A>> sorted = pending.subList(start, end);
    sorted.sort(byLabel);
    int size = end - start;
    int shift = (int) Long.remainderUnsigned(sorted.get(0).hash(), size);
    for (int k = 0; k < size; k++) {
      Pending<A> row = sorted.get((k + shift) % size);
      String id = id(row.hash(), first + k);
      sink.accept(instance(id, row.row(), labels.format()), row.label());
    }
    return first + end - start;
  }

  /** A text with its words: those of the row, or what the format makes of the text. */
  static Instance instance(String id, Row row, LabelFormat<?> format) {
    if (!row.words().isEmpty()) {
      return new Instance(id, row.text(), row.words(), row.attributes());
    }
    List<String> words = format.words(row.text());
    String text = words.isEmpty() ? row.text() : String.join(" ", words);
    return new Instance(id, text, words, row.attributes());
  }

  private static String id(long hash, int occurrence) {
    String hex = HexFormat.of().toHexDigits(hash);
    return occurrence == 0 ? hex : hex + "-" + occurrence;
  }

  private long hash(String text) {
    return ByteBuffer.wrap(sha256.add(text).bytes()).getLong();
  }
}
