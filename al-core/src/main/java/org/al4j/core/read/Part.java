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
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;

/** What was read of one file, before the label space is known. */
record Part(
    Path file,
    RowCollector rows,
    List<String> declared,
    Duplicates duplicates,
    Consumer<String> notes) {
  static Part read(
      Path file, ReadOptions options, RowReader.Labels labels, Consumer<String> notes) {
    Source source = Source.of(file, options.encoding());
    Format format = Format.of(source, options);
    RowCollector collected =
        new RowCollector(source, (row, label) -> requireDeclared(source, format, row, label));
    try (RowStream rows = open(source, format, options, labels, notes)) {
      rows.forEachRemaining(collected::add);
    }
    return new Part(file, collected, format.declared(), options.duplicates(), notes);
  }

  static RowStream open(
      Source source,
      Format format,
      ReadOptions options,
      RowReader.Labels labels,
      Consumer<String> notes) {
    return new RowStream(
        source,
        format,
        new RowReader.Request(source, format.columns(), options.csv(), labels, notes));
  }

  private static void requireDeclared(Source source, Format format, Row row, String label) {
    if (!format.declared().isEmpty() && !format.declared().contains(label)) {
      throw source.error(
          row.line(),
          "unknown label '"
              + label
              + "'; declared labels: "
              + String.join(", ", format.declared()));
    }
  }

  /** Whether any row has a label. */
  boolean isLabelled() {
    return !rows.labels().isEmpty();
  }

  /** The data set; to be called once, as the rows are handed over. */
  Dataset<ClassLabel> dataset(LabelSpace space) {
    List<Labelled<ClassLabel>> items = new ArrayList<>(rows.size());
    List<Instance> unlabelled = new ArrayList<>();
    rows.drain(
        (instance, label) -> {
          if (label == null) {
            unlabelled.add(instance);
          } else {
            items.add(new Labelled<>(instance, label));
          }
        });
    Dataset<ClassLabel> all = new Dataset<>(items, space, unlabelled);
    return duplicates == Duplicates.KEEP
        ? all
        : EqualTexts.once(all, note -> notes.accept(file.getFileName() + ": " + note));
  }

  /** The declared names first, in their order, then all others, sorted. */
  static LabelSpace space(List<Part> parts) {
    Set<String> names = new LinkedHashSet<>();
    parts.forEach(part -> names.addAll(part.declared()));
    Set<String> found = new TreeSet<>();
    parts.forEach(part -> found.addAll(part.rows().labels()));
    names.addAll(sorted(found));
    return LabelSpace.of(List.copyOf(names));
  }

  private static List<String> sorted(Collection<String> names) {
    boolean integers = names.stream().allMatch(name -> name.matches("-?\\d+"));
    Comparator<String> byName = Comparator.naturalOrder();
    Comparator<String> byValue = Comparator.comparing(BigInteger::new);
    return names.stream().sorted(integers ? byValue.thenComparing(byName) : byName).toList();
  }
}
