package org.al4j.examples.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.Iteration;
import org.al4j.examples.claim.Claim;
import org.al4j.examples.claim.ClaimVerdict;
import org.al4j.examples.data.EmbeddedCheckpoint;
import org.al4j.examples.data.SupportDesk;
import org.al4j.examples.experiment.ExperimentProgram;
import org.al4j.metrics.curve.Estimate;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.metrics.curve.SeedCurve;
import org.al4j.study.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The claims about reusability judged on made-up curves, students, and tags end to end. */
class ReuseClaimsTest {
  private static final List<Integer> LABELS = List.of(10, 20, 30);
  private static final ReuseClaims CLAIMS =
      ReuseClaims.of(
          new ReuseClaims.Acquirers(
              List.of("kin"), List.of("foreign"), List.of("plain", "rich"), List.of("s1", "s6")),
          "macro_f1",
          ReuseClaims.Published.CLASSES);

  /** Five seeds around a quality, apart by a thousandth each. */
  private static LearningCurve curve(String name, double quality) {
    List<SeedCurve> seeds = new ArrayList<>();
    for (int seed = 1; seed <= 5; seed++) {
      double q = quality + seed / 1000.0;
      seeds.add(new SeedCurve(seed, LABELS, List.of(q - 0.1, q, q + 0.1)));
    }
    return new LearningCurve(name, seeds);
  }

  private static List<ClaimVerdict> verdicts(double... qualities) {
    List<String> names = List.of("random", "itself", "kin", "foreign", "plain", "rich", "s1", "s6");
    Map<String, LearningCurve> curves = new LinkedHashMap<>();
    for (int i = 0; i < qualities.length; i++) {
      curves.put(names.get(i), curve(names.get(i), qualities[i]));
    }
    Map<Claim, double[]> measured = CLAIMS.measured(curves);
    return CLAIMS.all().stream().map(claim -> verdict(claim, measured.get(claim))).toList();
  }

  private static ClaimVerdict verdict(Claim claim, double[] measured) {
    return measured.length == 0
        ? ClaimVerdict.UNDECIDED
        : claim.rule().verdict(Estimate.of(measured));
  }

  @Test
  void verdicts_asTheThesisFound_areConfirmed() {
    List<ClaimVerdict> all = verdicts(0.6, 0.7, 0.698, 0.65, 0.7, 0.68, 0.6, 0.66);
    assertEquals(List.of(ClaimVerdict.CONFIRMED), all.stream().distinct().toList());
    assertEquals(5, all.size());
  }

  @Test
  void verdicts_ownChoiceNoBetterThanRandom_doNotCallTheLikeOfItAsGood() {
    List<ClaimVerdict> all = verdicts(0.7, 0.7, 0.7, 0.65, 0.7, 0.68, 0.6, 0.66);
    assertEquals(ClaimVerdict.UNDECIDED, all.get(0));
    assertEquals(ClaimVerdict.UNDECIDED, all.get(1));
    assertEquals(ClaimVerdict.CONFIRMED, all.get(2));
  }

  @Test
  void verdicts_theOppositeOfIt_areRefuted() {
    List<ClaimVerdict> all = verdicts(0.695, 0.7, 0.69, 0.75, 0.68, 0.7, 0.66, 0.6);
    assertEquals(List.of(ClaimVerdict.REFUTED), all.stream().distinct().toList());
  }

  @Test
  void verdicts_levelCurves_tellOnlyThatNothingIsLost() {
    List<ClaimVerdict> all = verdicts(0.6, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7);
    assertEquals(ClaimVerdict.CONFIRMED, all.get(0), "no loss above the margin");
    assertEquals(ClaimVerdict.CONFIRMED, all.get(1), "better than random");
    assertEquals(List.of(ClaimVerdict.UNDECIDED), all.subList(2, 5).stream().distinct().toList());
  }

  @Test
  void claims_fewerThanTwoToCompare_areLeftOut() {
    var none =
        ReuseClaims.of(
            new ReuseClaims.Acquirers(List.of("kin"), List.of(), List.of("kin"), List.of()),
            "f1",
            ReuseClaims.Published.TAGS);
    assertEquals(2, none.all().size());
  }

  /** The fixture's case "reusable": AULC 2.23, 2.58 and 2.44 give REU -0.4. */
  @Test
  void tables_madeUpCurves_haveReuSumsAndTimes() {
    ReuseTables tables = new ReuseTables();
    List<Integer> labels = List.of(50, 100, 150, 200);
    Map<String, double[]> found = new LinkedHashMap<>();
    found.put("random", new double[] {0.4, 0.55, 0.62, 0.66});
    found.put("itself", new double[] {0.4, 0.65, 0.74, 0.79});
    found.put("other", new double[] {0.4, 0.6, 0.7, 0.74});
    found.forEach(
        (source, q) ->
            tables.add(
                source,
                new SeedCurve(1, labels, Arrays.stream(q).boxed().toList()),
                List.of(round(2, 0.5), round(3, 0.25)),
                source.equals("other") ? List.of(round(7, 0)) : List.of()));
    String reuse = tables.reuse("macro_f1");
    assertTrue(
        reuse.contains("| other | 0.623 | +0.057 (1/0/0) | -0.038 (0/0/1) | 2.440 | -0.400 |"),
        reuse);
    assertTrue(reuse.contains("| random | 0.567 |  | -0.095 (0/0/1) | 2.230 |  |"), reuse);
    assertFalse(reuse.contains("misleads"), reuse);
    String seconds = tables.seconds();
    assertTrue(seconds.contains("| other | 5.0 | 0.8 | 5.8 | 7.0 |"), seconds);
    assertTrue(seconds.contains("| itself | 5.0 | 0.8 | 5.8 |  |"), seconds);
  }

  private static Iteration round(double fit, double select) {
    return new Iteration(0, 1, 0, 0, Map.of(), select, fit, 0);
  }

  @Test
  void students_ofTheEmbeddedCheckpoint_areMadeOnceEach(@TempDir Path dir) throws IOException {
    Task<ClassLabel> desk = SupportDesk.task();
    Task<ClassLabel> few = desk.with("few", desk.train().subList(0, 40), desk.test());
    try (EmbeddedCheckpoint teacher = new EmbeddedCheckpoint()) {
      String name = teacher.dir().toString();
      ReuseStudents students =
          ReuseStudents.of(name, List.of("cosine", "attention"), List.of(1, 2));
      assertEquals(
          List.of("student-cosine-1", "student-attention-1", "student-cosine-2"),
          students.titles());
      assertEquals(List.of("student-cosine-1", "student-cosine-2"), students.sizeTitles());
      Map<String, Path> made = students.make(name, few, 1, 16, dir);
      assertEquals(students.titles(), List.copyOf(made.keySet()));
      Path weights = made.get("student-cosine-1").resolve("model.safetensors");
      var time = Files.getLastModifiedTime(weights);
      students.make(name, few, 1, 16, dir);
      assertThrows(
          InvalidInputException.class,
          () -> students.make(name, few, 2, 16, dir),
          "taught otherwise");
      assertThrows(
          InvalidInputException.class,
          () -> ReuseStudents.of(name, List.of("attention", "cosine"), List.of()));
      assertThrows(
          InvalidInputException.class, () -> ReuseStudents.of(name, List.of(), List.of(2, 1)));
      assertEquals(time, Files.getLastModifiedTime(weights));
      InvalidInputException error =
          assertThrows(
              InvalidInputException.class,
              () -> ReuseStudents.of(name, List.of("magic"), List.of()));
      assertEquals(
          "--students must be of cosine, hidden and attention, found 'magic'", error.getMessage());
    }
  }

  @Test
  void program_tagsOrSingleLabels_runToTheirVerdicts(@TempDir Path dir) throws IOException {
    String tags =
        run(
            "--labels=tags",
            "--successor=bilstm-crf(updates=0,epochs=1,hidden=8)",
            "--kin=bilstm-crf(updates=0,epochs=1,hidden=4)",
            "--foreign=",
            "--score=macro_f1",
            "--seeds=1",
            "--out=" + dir.resolve("tags"));
    assertTrue(tags.contains("| labels of | macro_f1 over the run |"), tags);
    assertTrue(tags.contains("by mnlp;"), tags);
    List<String> rows = new ArrayList<>(List.of("text,labels,source"));
    for (int i = 0; i < 300; i++) {
      rows.add(
          (i % 2 == 0 ? "good " : "bad ")
              + i
              + ","
              + (i % 5 == 4 ? "[0 1]" : "[" + i % 2 + "]")
              + ",x");
    }
    Files.createDirectories(dir.resolve("cedr"));
    Files.write(dir.resolve("cedr/cedr-main-train.csv"), rows);
    Files.write(dir.resolve("cedr/cedr-main-test.csv"), rows.subList(0, 40));
    String single =
        run(
            "--single-label",
            "--data=" + dir.resolve("cedr"),
            "--successor=tfidf",
            "--foreign=tfidf(ngrams=2)",
            "--seeds=1",
            "--out=" + dir.resolve("single"));
    assertTrue(single.contains("cedr (rows of one class), 240 texts"), single);
    assertTrue(single.contains("| labels of | macro_f1 over the run |"), single);
  }

  private static String run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        ExperimentProgram.of(new ReuseExperiment())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(args);
    assertEquals(0, code, err::toString);
    return out.toString();
  }
}
