package org.al4j.core.read;

import java.util.List;
import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.TagSequence;
import org.al4j.core.data.TargetText;

/**
 * Which kind of annotation a file has, and how its rows spell it. The factories below give the
 * formats there are; another spelling, such as words with tags in columns, is another
 * implementation: it must be without state, as one object reads all rows of all parts.
 *
 * <p>A row without the label's cell (JSON: without the field, or null) is unlabelled in every
 * format.
 *
 * @param <A> the kind of annotation
 */
public interface LabelFormat<A extends Annotation> {
  /** The kind of annotation. */
  Class<A> kind();

  /**
   * The annotation of a row.
   *
   * @param cells with something in one of them at least
   * @throws org.al4j.core.InvalidInputException if they spell none, with the value and what to do;
   *     the reader adds file and line
   */
  A annotation(LabelCells cells);

  /** The format in a word, as {@code --labels} has it. */
  String describe();

  /** The annotation of a row whose cells are there and empty; by default it is unlabelled. */
  default Optional<A> ofEmpty() {
    return Optional.empty();
  }

  /** The columns or fields with the label; by default the one that the options name. */
  default List<String> columns(Columns columns) {
    return List.of(columns.label());
  }

  /** The label's column in files that have none called {@code label}, where none is named. */
  default Optional<String> usualColumn() {
    return Optional.empty();
  }

  /** The label names, in the order that the format declares; by default those found, sorted. */
  default List<String> declared() {
    return List.of();
  }

  /** Whether a JSON array is a label; it is refused otherwise. By default it is none. */
  default boolean takesArrays() {
    return false;
  }

  /**
   * The words of a text, for annotations with a tag for each; by default there are none.
   *
   * @param text as the file has it
   */
  default List<String> words(String text) {
    return List.of();
  }

  /** One class a text, its name in one column. An empty cell is an unlabelled row. */
  static LabelFormat<ClassLabel> classLabel() {
    return new ClassLabelFormat(List.of());
  }

  /**
   * Any number of classes a text, in one column: their names with commas between them, or a JSON
   * array of names. An empty cell and {@code []} are the empty set.
   */
  static LabelFormat<LabelSet> labelSet() {
    return labelSet(",");
  }

  /** The same with another separator, such as {@code ";"} or {@code "|"}. */
  static LabelFormat<LabelSet> labelSet(String separator) {
    return labelSet(separator, EmptyCell.EMPTY_SET);
  }

  /**
   * Any number of classes a text, in one column.
   *
   * @param separator what stands between the names; blanks around them are cut off
   * @param empty what an empty cell means; a file in which every cell is empty is unlabelled
   * @throws IllegalArgumentException if the separator is empty
   */
  static LabelFormat<LabelSet> labelSet(String separator, EmptyCell empty) {
    return new LabelSetFormat(separator, empty);
  }

  /**
   * Any number of classes a text, one column for each: 1 where the text has the class, else 0 (also
   * true and false, 1.0 and 0.0). All 0 is the empty set, a row with nothing in any of the columns
   * is unlabelled. The columns are no attributes, and the label space has their order.
   *
   * @throws IllegalArgumentException if there is no name, an empty one, or one twice
   */
  static LabelFormat<LabelSet> labelSetColumns(List<String> names) {
    return new ClassColumnsFormat(names);
  }

  /** The same of names. */
  static LabelFormat<LabelSet> labelSetColumns(String... names) {
    return labelSetColumns(List.of(names));
  }

  /** A finite number a text, with a decimal point. An empty cell is an unlabelled row. */
  static LabelFormat<RealValue> number() {
    return new RealValueFormat();
  }

  /**
   * A tag for each word, in IOB2. Of files with words in columns, with tokens and tags in JSON, or
   * with spans of characters, see {@link Datasets}; in other files tags stand in the label's column
   * as a JSON array or with blanks between them, and blanks separate the words of the text. An
   * empty cell is an unlabelled row. How such files are read: {@link ReadOptions#withTags}.
   */
  static LabelFormat<TagSequence> tags() {
    return new TagFormat();
  }

  /** A target text for each text, as the file has it. An empty cell is an unlabelled row. */
  static LabelFormat<TargetText> targetText() {
    return new TargetTextFormat();
  }
}
