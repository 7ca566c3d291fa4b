package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.oracle.Answer;
import org.al4j.core.people.Adjudication;
import org.al4j.core.people.LabelFiles;
import org.al4j.core.people.LabelRow;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.read.Columns;
import org.al4j.core.read.Datasets;
import org.al4j.core.read.ReadOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels leave a run as they stand in it. */
class RunLabelsTest {
  private static final Duration TIME = Duration.ofMillis(2500);
  @TempDir private Path dir;

  private static Pool<ClassLabel> pool() {
    return Pool.unlabelled(PeopleFixture.start());
  }

  @Test
  void labels_ofAFinishedRun_areThoseOfItsPool() {
    Map<String, ClassLabel> pool;
    try (ActiveLearning<ClassLabel> loop =
        PeopleFixture.builder(2, Adjudication.weighted()).runDirectory(dir).build()) {
      PeopleFixture.drive(loop);
      pool =
          loop.pool().labelled().stream()
              .collect(Collectors.toMap(item -> item.instance().id(), Labelled::annotation));
      RunLabels<ClassLabel> labels = RunLabels.of(dir, pool(), ClassLabel.class);
      assertEquals(
          pool,
          labels.labels().stream()
              .collect(Collectors.toMap(row -> row.instance().id(), LabelRow::label)));
      assertEquals(
          loop.judgements().given(),
          labels.judgements().stream()
              .map(
                  row ->
                      new org.al4j.core.people.Judgement<>(
                          row.instance().id(), row.annotator(), row.label()))
              .sorted(
                  java.util.Comparator
                      .<org.al4j.core.people.Judgement<ClassLabel>, String>comparing(
                          org.al4j.core.people.Judgement::id)
                      .thenComparing(org.al4j.core.people.Judgement::annotator))
              .toList());
      Dataset<ClassLabel> dataset = labels.dataset(LoopFixture.DATA.labels());
      assertEquals(pool.size(), dataset.items().size());
      assertEquals(loop.pool().corpus().size(), dataset.corpus().size());
      try (ActiveLearning<ClassLabel> other =
          ActiveLearning.builder(Pool.of(dataset), dataset.labels())
              .learner(new org.al4j.testkit.TinyLearner())
              .strategy(new LoopFixture.LeastConfident())
              .budget(Budget.items(3))
              .stopping((history, now) -> Optional.empty())
              .build()) {
        assertEquals(3, other.next().orElseThrow().items().size());
        assertEquals(pool.size(), other.history().get(0).labelled());
      }
    }
  }

  @Test
  void rows_oneWanted_tellWhoWhenAndHowUseful() {
    List<String> ids;
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder(pool()).runDirectory(dir).build()) {
      ids = loop.next().orElseThrow().ids();
      loop.accept(
          List.of(
              new Answer.Given<>(ids.get(0), new ClassLabel("class-0"), Optional.of(TIME), "anna"),
              new Answer.Given<>(ids.get(1), new ClassLabel("class-1"), "ben"),
              new Answer.Given<>(ids.get(2), new ClassLabel("class-1"), "ben")));
      loop.accept(
          List.of(
              new Answer.Revised<>(ids.get(1), new ClassLabel("class-2"), "ben"),
              new Answer.Withdrawn<>(ids.get(2), "a slip", "ben")));
    }
    Map<String, LabelRow<ClassLabel>> rows =
        RunLabels.of(dir, pool(), ClassLabel.class).labels().stream()
            .collect(Collectors.toMap(row -> row.instance().id(), row -> row));
    assertEquals(2, rows.size());
    assertEquals("anna", rows.get(ids.get(0)).annotator());
    assertEquals(Optional.of(TIME), rows.get(ids.get(0)).time());
    assertEquals(0, rows.get(ids.get(0)).round());
    assertEquals(new ClassLabel("class-2"), rows.get(ids.get(1)).label());
    assertThrows(
        InvalidInputException.class,
        () -> RunLabels.of(dir, Pool.unlabelled(pool().corpus()), RealValue.class));
    assertThrows(
        InvalidInputException.class,
        () -> RunLabels.of(dir, Pool.of(LoopFixture.DATA), ClassLabel.class));
  }

  /** Quotes, ends of line, separators, other scripts: what is written is read again. */
  @Test
  void csv_anyTexts_areReadBack() {
    List<String> texts =
        List.of(
            "plain",
            "a \"quoted\" word",
            "two\nlines",
            "two\r\nlines",
            "a,b;c\td",
            "gr\u00fc\u00df \uD83D\uDE00",
            "-12.5",
            "'s morgens");
    List<LabelRow<ClassLabel>> rows = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      rows.add(row("id" + i, texts.get(i), new ClassLabel("l\"" + i % 2)));
    }
    Path file = dir.resolve("labels.csv");
    LabelFiles.writeCsv(file, rows);
    Dataset<ClassLabel> read = Datasets.read(file, ReadOptions.of(Columns.DEFAULT.withId("id")));
    for (int i = 0; i < texts.size(); i++) {
      Labelled<ClassLabel> item = read.items().get(i);
      assertEquals(texts.get(i), item.instance().text());
      assertEquals(rows.get(i).label(), item.annotation());
    }
  }

  @Test
  void csv_formulas_areMadeTexts() throws IOException {
    List<LabelRow<ClassLabel>> rows =
        List.of(
            row("=1+1", "@cmd", new ClassLabel("+a")), row("-5", "\t=x", new ClassLabel("'=x")));
    Path file = dir.resolve("labels.csv");
    LabelFiles.writeCsv(file, rows);
    List<String> lines = Files.readAllLines(file);
    assertEquals("id,text,label,annotator,time,round,utility", lines.get(0));
    assertEquals("'=1+1,'@cmd,'+a,anna,2.5,3,0.25", lines.get(1));
    assertTrue(lines.get(2).startsWith("-5,"), lines.get(2));
    assertTrue(lines.get(2).contains("''=x"), lines.get(2));
  }

  @Test
  void jsonl_eachKind_isAsItIs() throws IOException {
    Path file = dir.resolve("labels.jsonl");
    LabelFiles.writeJsonl(
        file,
        List.of(
            row("=1", "a\n", new ClassLabel("x")),
            row("b", "c", new RealValue(1.5)),
            new LabelRow<>(
                Instance.ofText("d", "e"),
                LabelSet.of(List.of("q", "p")),
                "",
                Optional.empty(),
                -1,
                Double.NaN)));
    assertEquals(
        List.of(
            "{\"id\":\"=1\",\"text\":\"a\\n\",\"label\":\"x\",\"annotator\":\"anna\",\"time\":2.5,"
                + "\"round\":3,\"utility\":0.25}",
            "{\"id\":\"b\",\"text\":\"c\",\"label\":1.5,\"annotator\":\"anna\",\"time\":2.5,"
                + "\"round\":3,\"utility\":0.25}",
            "{\"id\":\"d\",\"text\":\"e\",\"label\":[\"p\",\"q\"],\"round\":-1}"),
        Files.readAllLines(file));
  }

  private static <A extends org.al4j.core.data.Annotation> LabelRow<A> row(
      String id, String text, A label) {
    return new LabelRow<>(Instance.ofText(id, text), label, "anna", Optional.of(TIME), 3, 0.25);
  }
}
