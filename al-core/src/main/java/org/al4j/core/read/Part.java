package org.al4j.core.read;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.read.internal.RowReader;
import org.al4j.core.read.internal.Source;
import org.al4j.core.tags.TagScheme;

/** What was read of one file, before the label space is known. */
record Part<A extends Annotation>(
    Path file,
    RowCollector<A> rows,
    List<String> declared,
    Duplicates duplicates,
    Consumer<String> notes) {
  /**
   * Reads a file.
   *
   * @param wanted the format of the labels, unless the file's format has its own of the same kind
   */
  static <A extends Annotation> Part<A> read(
      Path file,
      ReadOptions options,
      LabelFormat<A> wanted,
      RowReader.Labels labels,
      Consumer<String> notes) {
    Source source = Source.of(file, options.encoding());
    Format format = Format.of(source, options, wanted.kind());
    LabelFormat<A> own = format.labels(source, wanted);
    List<String> columns = own.columns(format.columnsOf(options.csv()));
    RowCollector<A> collected = new RowCollector<>(source, new RowLabels<>(source, own, columns));
    try (RowStream rows = format.rows(source, options.csv(), own, labels, notes)) {
      while (rows.hasNext()) {
        collected.add(rows.nextRaw());
      }
    }
    Part<A> part = new Part<>(file, collected, own.declared(), options.duplicates(), notes);
    if (collected.isAllEmpty()) {
      part.note("every label is empty, so that all rows count as unlabelled");
    }
    return part;
  }

  /** Whether any row has a label. */
  boolean isLabelled() {
    return rows.isLabelled();
  }

  /** The data set; to be called once, as the rows are handed over. */
  Dataset<A> dataset(LabelSpace space) {
    List<Labelled<A>> items = new ArrayList<>(rows.size());
    List<Instance> unlabelled = new ArrayList<>();
    rows.drain(
        (instance, label) -> {
          if (label == null) {
            unlabelled.add(instance);
          } else {
            items.add(new Labelled<>(instance, label));
          }
        });
    Dataset<A> all = new Dataset<>(items, space, unlabelled);
    return duplicates == Duplicates.KEEP ? all : EqualTexts.once(all, this::note);
  }

  private void note(String what) {
    notes.accept(file.getFileName() + ": " + what);
  }

  /**
   * The declared names first, in their order, then all others, sorted; none for numbers and texts.
   */
  static LabelSpace space(List<? extends Part<?>> parts) {
    Set<String> names = new LinkedHashSet<>();
    parts.forEach(part -> names.addAll(part.declared()));
    Set<String> found = new TreeSet<>();
    parts.forEach(part -> found.addAll(part.rows().names()));
    if (parts.stream().anyMatch(part -> part.rows().isOfTags())) {
      whole(found);
    }
    names.addAll(sorted(found));
    return LabelSpace.of(List.copyOf(names));
  }

  /** A model may begin and continue a span of each type, whatever the file has. */
  private static void whole(Set<String> tags) {
    for (String tag : List.copyOf(tags)) {
      if (tag.startsWith("B") || tag.startsWith("I")) {
        tags.add("B" + tag.substring(1));
        tags.add("I" + tag.substring(1));
      }
    }
    tags.add(TagScheme.OUTSIDE);
  }

  private static List<String> sorted(Collection<String> names) {
    boolean integers = names.stream().allMatch(name -> name.matches("-?\\d+"));
    Comparator<String> byName = Comparator.naturalOrder();
    Comparator<String> byValue = Comparator.comparing(BigInteger::new);
    return names.stream().sorted(integers ? byValue.thenComparing(byName) : byName).toList();
  }
}
