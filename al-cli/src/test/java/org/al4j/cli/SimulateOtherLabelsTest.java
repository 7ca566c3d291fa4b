package org.al4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.al4j.core.query.StrategyProvider;
import org.al4j.strategies.Strategies;
import org.al4j.study.Applicable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code al simulate} on sets of classes and on numbers. */
class SimulateOtherLabelsTest {
  private static final String PLAN = " --seeds 3 --initial 8 --batch 5 --rounds 2 --out study";
  private static final String SETS =
      "simulate --data sets.csv --labels set --label-separator ; --model tfidf --strategy"
          + " random,mean-label-entropy,cvirs"
          + PLAN;
  private static final String NUMBERS =
      "simulate --data numbers.csv --labels number --label-column price --model"
          + " committee(of=ridge,members=3) --strategy random,variance"
          + PLAN;

  @TempDir private Path dir;
  private Path study = Path.of("");
  private String out = "";
  private String err = "";

  @BeforeEach
  void writeData() throws IOException {
    String[] words = {"apple pear", "whale seal", "apple whale", "stone sand"};
    String[] sets = {"fruit", "sea", "sea;fruit", ""};
    StringBuilder names = new StringBuilder("text,labels\n");
    StringBuilder columns = new StringBuilder("text,fruit,sea\n");
    StringBuilder numbers = new StringBuilder("text,price\n");
    for (int i = 0; i < 80; i++) {
      int which = (i * 7 + i / 9) % 4;
      String text = "text " + i % 13 + " " + i + " " + words[which];
      names.append(text).append(',').append(sets[which]).append('\n');
      columns.append(text).append(which % 2 == 0 ? ",1" : ",0");
      columns.append(which == 1 || which == 2 ? ",1\n" : ",0\n");
      numbers.append(text).append(',').append(which * 2 + i % 3 * 0.25).append('\n');
    }
    Files.writeString(dir.resolve("sets.csv"), names);
    Files.writeString(dir.resolve("columns.csv"), columns);
    Files.writeString(dir.resolve("numbers.csv"), numbers);
    study = dir.resolve("study");
  }

  @Test
  void simulate_sets_areMeasuredByMicroF1AndShownByClass() throws IOException {
    assertEquals(0, al(SETS), err);

    assertTrue(out.contains("micro_f1: mean of 3 seeds"), out);
    assertTrue(out.contains("the most frequent set of the pool, gives micro_f1 "), out);
    assertTrue(err.contains("sets of 2 classes"), err);
    assertTrue(err.contains("micro_f1") && !err.contains("accuracy NaN"), err);
    String page = Files.readString(study.resolve("report.html"));
    assertTrue(page.contains("Class by class") && page.contains("least sure of"), "the page");
    assertFalse(page.contains("Left out for"), "scores by class are known");
    assertFalse(page.contains("confusion matrix"), "no confusion of sets");
    assertTrue(
        Files.readString(study.resolve("study.json")).contains("\"separator\" : \";\""),
        "what the reader needs is kept");
    assertTrue(
        Files.readAllLines(study.resolve("runs.csv")).get(0).contains(",labelled,micro_f1,"));
  }

  @Test
  void simulate_columnsOfClasses_areTheSameSets() throws IOException {
    assertEquals(0, al(SETS), err);
    List<String> names = scores();
    study = dir.resolve("columns");
    String columns =
        SETS.replace(
                "--data sets.csv --labels set --label-separator ;",
                "--data columns.csv" + " --label-columns fruit,sea")
            .replace("--out study", "--out columns");
    assertEquals(0, al(columns), err);
    assertEquals(names, scores());
  }

  @Test
  void simulate_numbers_areMeasuredByTheirErrors() throws IOException {
    assertEquals(0, al(NUMBERS), err);

    assertTrue(out.contains("rmse (less is better): mean of 3 seeds"), out);
    assertTrue(out.contains(", the mean of the pool, gives rmse "), out);
    assertTrue(out.contains("mean distance of the queried texts' numbers"), out);
    String page = Files.readString(study.resolve("report.html"));
    assertFalse(page.contains("Class by class"), "numbers have no classes");
    assertTrue(page.contains("deviation") && page.contains("it was off by"), "the page");
    List<String> random = scores().stream().filter(row -> row.startsWith("random,1,")).toList();
    assertTrue(last(random.get(2)) < last(random.get(0)), () -> "no learning: " + random);
  }

  @ParameterizedTest
  @ValueSource(strings = {SETS, NUMBERS})
  void resume_tornLog_givesTheUndisturbedStudy(String command) throws IOException {
    assertEquals(0, al(command), err);
    List<String> undisturbed = scores();
    String page = withoutTimes();
    Path run;
    try (Stream<Path> runs = Files.list(study.resolve("runs"))) {
      run =
          runs.filter(one -> !one.getFileName().toString().startsWith("random"))
              .sorted()
              .reduce((first, second) -> second)
              .orElseThrow();
    }
    Path log = run.resolve("run.jsonl");
    List<String> lines = Files.readAllLines(log);
    Files.write(log, lines.subList(0, lines.size() / 2));

    assertEquals(0, al("simulate --resume study"), err);

    assertEquals(undisturbed, scores());
    assertEquals(page, withoutTimes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sets.csv    | ,fruit   | ,sea;fruit",
        "numbers.csv | ,4.5     | ,4.75",
      })
  void resume_goldChanged_isRefusedNamingIt(String file, String from, String to)
      throws IOException {
    assertEquals(0, al(file.startsWith("sets") ? SETS : NUMBERS), err);
    Path data = dir.resolve(file);
    Files.writeString(data, Files.readString(data).replace(from + "\n", to + "\n"));

    assertEquals(2, al("simulate --resume study"));

    assertTrue(err.contains("the gold labels of the pool"), err);
    assertFalse(err.contains("evaluator"), err);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cvirs      | margin   | strategy margin is for one class a text (--labels class), but the"
            + " labels are sets of classes (--labels set); strategies for those: ",
        "cvirs      | ups+margin | strategy ups+margin is for one class a text",
        "cvirs      | variance | strategy variance is for a number a text (--labels number)",
        "cvirs      | cluster  | needs [EMBEDDING]",
        "tfidf      | ridge    | learner ridge does not learn from annotations of kind LabelSet;"
            + " learners that do: ",
        "--labels set | --labels number | --label-separator is for sets of classes",
        "--labels set --label-separator ; | --labels number --label-column labels | sets.csv:2: the"
            + " label must be a finite number, found 'fruit'",
        "--labels set --label-separator ; | --labels target | --labels must be class (one class a"
            + " text), set (any number of classes), number or tags (one for each word), found"
            + " 'target'",
        "--label-separator ; | --label-columns a,b --label-column c | --label-column is for labels"
            + " in one column",
        "--label-separator ; | --label-columns fruit,land | no column 'fruit'",
      })
  void simulate_whatDoesNotApply_isRefusedInOneLineAndWritesNothing(
      String part, String instead, String message) throws IOException {
    assertEquals(2, al(SETS.replaceFirst("\\Q" + part + "\\E", instead)), out);

    assertEquals(1, err.lines().count(), err);
    assertTrue(err.contains(message), err);
    assertFalse(Files.exists(study), "nothing is written");
  }

  @ParameterizedTest
  @CsvSource({"set,tfidf,5", "number,ridge,1", "number,'committee(of=ridge,members=2)',2"})
  void simulate_everyStrategy_runsOrSaysWhyNot(String labels, String model, int least)
      throws IOException {
    int ran = 0;
    for (StrategyProvider strategy : Strategies.known()) {
      study = dir.resolve(strategy.name());
      String command =
          (labels.equals("set") ? SETS : NUMBERS)
              .replaceAll(
                  "--model \\S+ --strategy \\S+",
                  "--model " + model + " --strategy " + strategy.name())
              .replace("--seeds 3", "--seeds 1")
              .replace("--out study", "--out " + strategy.name());
      int exit = al(command);
      Optional<List<String>> kinds = Applicable.labels(strategy);
      if (exit == 0) {
        ran++;
        assertTrue(kinds.orElseThrow().contains(labels), strategy.name());
      } else {
        assertEquals(2, exit, strategy.name() + ": " + err);
        boolean other = kinds.isPresent() && !kinds.get().contains(labels);
        String why = other ? " is for " : kinds.isPresent() ? " needs [" : strategy.name();
        assertTrue(err.contains(why), strategy.name() + ": " + err);
        assertFalse(Files.exists(study), "nothing is written");
      }
    }
    assertTrue(ran >= least, "only " + ran + " strategies ran");
  }

  @Test
  void simulate_cedrAsPublished_isOfSets() throws IOException {
    Optional<Path> cedr =
        Stream.of(System.getProperty("al4j.shared", "../shared"), "../../shared")
            .map(shared -> Path.of(shared, "data", "cedr"))
            .filter(Files::isDirectory)
            .findFirst();
    if (cedr.isEmpty()) {
      System.err.println("CEDR skipped: no data folder; set -Dal4j.shared to its parent");
    }
    assumeTrue(cedr.isPresent(), "no folder of CEDR");
    String command =
        SETS.replace("sets.csv --labels set --label-separator ;", cedr.get().toAbsolutePath() + "")
            .replace(" --seeds 3", " --pool 200 --seeds 1");
    assertEquals(0, al(command), err);
    assertTrue(err.contains("sets of 5 classes"), err);
    assertTrue(out.contains("micro_f1: 1 seed"), out);
    assertEquals(2, al(command.replace("cvirs", "entropy").replace("--out study", "--out other")));
    assertTrue(err.contains("strategy entropy is for one class a text"), err);
  }

  private List<String> scores() throws IOException {
    return Files.readAllLines(study.resolve("runs.csv")).stream()
        .skip(1)
        .map(row -> row.replaceAll("^((?:[^,]*,){4}[^,]*),.*", "$1"))
        .toList();
  }

  private static double last(String row) {
    return Double.parseDouble(row.substring(row.lastIndexOf(',') + 1));
  }

  /** The page up to where times stand, and what was queried. */
  private String withoutTimes() throws IOException {
    String page = Files.readString(study.resolve("report.html"));
    return page.substring(0, page.indexOf("Training and time"))
        .replaceAll("took [0-9.]+ s a round to train and select here, [0-9.]+ s at most", "took s");
  }

  private int al(String command) {
    List<String> words = new ArrayList<>();
    for (String word : command.strip().split(" +", -1)) {
      boolean path =
          !words.isEmpty() && words.get(words.size() - 1).matches("--(data|test|out|resume)");
      words.add(path ? dir.resolve(word).toString() : word);
    }
    StringWriter said = new StringWriter();
    StringWriter errors = new StringWriter();
    int code =
        Al.run(
            new PrintWriter(said, true),
            new PrintWriter(errors, true),
            words.toArray(String[]::new));
    out = said.toString();
    err = errors.toString();
    return code;
  }
}
