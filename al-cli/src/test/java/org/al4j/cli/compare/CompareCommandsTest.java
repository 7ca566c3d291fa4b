package org.al4j.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.al4j.cli.Al;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareCommandsTest {
  @TempDir private Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeData() throws IOException {
    List<String> lines = new ArrayList<>(List.of("text,topic"));
    for (Labelled<ClassLabel> item : FakeTexts.dataset(150, 3, 1).items()) {
      lines.add(item.instance().text() + "," + item.annotation().name());
    }
    Files.write(dir.resolve("texts.csv"), lines);
  }

  private int al(String arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of(arguments.split(" ", -1)));
    all.addAll(List.of("--data", dir.resolve("texts.csv").toString(), "--label-column", "topic"));
    return Al.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
  }

  @Test
  void compare_modelsAndBatches_printsBothTablesAndGoesOn() {
    String command =
        "compare --models tfidf,tfidf(ngrams=2) --batches 5,15 --seeds 2 --initial 10 --total 40"
            + " --out "
            + dir.resolve("out");
    assertEquals(0, al(command), err::toString);
    String first = out.toString();
    assertTrue(first.contains("| accuracy with 10 | accuracy with 25 | accuracy with 40 |"), first);
    assertTrue(first.contains("| less the first model | less the first batch size |"), first);
    assertEquals(4, first.lines().filter(row -> row.startsWith("| tfidf(ngrams=2) |")).count() / 2);
    assertTrue(Files.exists(dir.resolve("out/comparison.md")));
    assertEquals(0, al(command), err::toString);
    assertEquals(first, out.toString()); // with the times that the folder has
  }

  @Test
  void search_aGrid_ranksItAndSaysHowToGoOn() {
    assertEquals(0, al("search --model tfidf(c=0.001|10) --initial 45 --folds 3"), err::toString);
    String printed = out.toString();
    assertTrue(printed.startsWith("| | learner | accuracy, mean of 3 folds |"), printed);
    assertEquals(2, printed.lines().filter(row -> row.contains("| tfidf(c=")).count());
    String best = printed.lines().skip(2).findFirst().orElseThrow().split("\\|", -1)[2].strip();
    assertTrue(
        printed.contains(
            "al simulate begins with the same texts by --initial 45 --first-seed 1, --model \""
                + best
                + "\""),
        printed);
    assertEquals(
        0, al("search --model tfidf(c=0.1..10) --random 2 --initial 45 --folds 3"), err::toString);
    assertEquals(2, out.toString().lines().filter(row -> row.contains("| tfidf(c=")).count());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "search --model tfidf(c=1..2) --initial 20; al search: c=1..2 is a range, of which a grid"
            + " has no end; give --random, how many to draw, or values as a|b|c",
        "search --model tfidf --initial 0; al search: --initial must lie between 1 and the 120"
            + " train texts, found 0",
        "search --model tfidf --initial 20 --folds 1; al search: --folds must be at least 2, found"
            + " 1",
        "search --model tfidf(c=1|x) --initial 20; al search: tfidf(c=x): ",
        "search --model tfidf --initial 20 --random 0; al search: --random must lie between 1 and"
            + " 10000, found 0",
        "compare --models tfidf --batches 7 --initial 10 --total 40 --out x; al compare: --batches"
            + " must divide the 30 labels between --initial 10 and --total 40",
        "compare --models tfidf,tfidf --batches 5 --initial 10 --total 40 --out x; al compare:"
            + " --models must be different ones, at least one, found [tfidf, tfidf]",
        "compare --models tfidf --batches 5 --initial 10 --total 400 --out x; al compare: tfidf: ",
        "compare --models nowhere --batches 5 --initial 10 --total 40 --out x; al compare: nowhere:"
            + " --model must be a checkpoint folder or name"
      })
  void command_badInput_isRefusedInOneLine(String arguments, String message) {
    assertEquals(2, al(arguments), out::toString);
    assertEquals("", out.toString());
    List<String> lines = err.toString().lines().toList();
    String last = lines.get(lines.size() - 1);
    assertTrue(last.startsWith(message), err::toString);
  }
}
