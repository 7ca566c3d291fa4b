package org.al4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.read.Columns;
import org.al4j.core.read.LabelCells;
import org.al4j.core.read.LabelFormat;
import org.junit.jupiter.api.Test;

/**
 * What every format of labels must keep. Extend it, say which format, how it spells some
 * annotations and what it refuses, and the tests are inherited.
 *
 * @param <A> the kind of annotation
 */
public abstract class LabelFormatContract<A extends Annotation> {
  /** The contract's tests are inherited. */
  protected LabelFormatContract() {}

  /** A new format under test. */
  protected abstract LabelFormat<A> format();

  /** Some rows' values, one for each of the format's columns, and what they mean; at least two. */
  protected abstract Map<List<String>, A> spelled();

  /** Rows' values that spell nothing; none where the format takes anything. */
  protected abstract List<List<String>> refused();

  private static LabelCells cells(LabelFormat<?> format, List<String> values) {
    return new LabelCells(format.columns(Columns.DEFAULT), values);
  }

  @Test
  void annotation_whatItSpells_isOfItsKind() {
    LabelFormat<A> format = format();
    assertTrue(spelled().size() >= 2, "two rows at least");
    spelled()
        .forEach(
            (values, annotation) -> {
              assertEquals(annotation, format.annotation(cells(format, values)), values::toString);
              assertInstanceOf(format.kind(), annotation);
            });
  }

  /** One object reads the rows of all parts, in any order. */
  @Test
  void annotation_inAnyOrder_hasNoMemory() {
    LabelFormat<A> used = format();
    List<List<String>> rows = new ArrayList<>(spelled().keySet());
    rows.forEach(values -> used.annotation(cells(used, values)));
    Collections.reverse(rows);
    for (List<String> values : rows) {
      assertEquals(format().annotation(cells(used, values)), used.annotation(cells(used, values)));
    }
  }

  @Test
  void annotation_whatItRefuses_namesTheValueInOneLine() {
    LabelFormat<A> format = format();
    for (List<String> values : refused()) {
      String message =
          assertThrows(
                  InvalidInputException.class,
                  () -> format.annotation(cells(format, values)),
                  values::toString)
              .getMessage();
      assertTrue(values.stream().anyMatch(message::contains), message + " does not say what");
      assertEquals(1, message.lines().count(), message);
    }
  }

  @Test
  void columns_always_areOneOrMoreThatDiffer() {
    List<String> columns = format().columns(Columns.DEFAULT);
    assertFalse(columns.isEmpty());
    assertEquals(columns.size(), new HashSet<>(columns).size(), columns::toString);
    spelled().keySet().forEach(values -> assertEquals(columns.size(), values.size()));
  }

  @Test
  void declared_names_holdAllThatItSpells() {
    List<String> declared = format().declared();
    if (!declared.isEmpty()) {
      assertEquals(declared.size(), new HashSet<>(declared).size(), declared::toString);
      spelled()
          .values()
          .forEach(
              annotation ->
                  assertTrue(
                      declared.containsAll(new TreeSet<>(annotation.names())),
                      annotation + " is not of " + declared));
    }
  }

  @Test
  void describe_always_isOneLine() {
    assertFalse(format().describe().isBlank());
    assertEquals(1, format().describe().lines().count(), format().describe());
    assertEquals(format().describe(), format().describe());
  }
}
