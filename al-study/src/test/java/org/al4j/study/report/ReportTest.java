package org.al4j.study.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.Picked;
import org.al4j.metrics.ConfusionMatrix;
import org.al4j.metrics.Score;
import org.al4j.study.advice.RunAdvice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportTest {
  @TempDir private Path dir;
  private Optional<String> note = Optional.empty();

  @BeforeEach
  void write() throws IOException {
    note = Report.write(Studies.twoSeeds("<b>&\"title\"</b>"), dir);
  }

  @Test
  void write_folder_hasExactlyTheReportFiles() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(dir)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    assertEquals(
        Set.of(
            "classes.csv",
            "learning-curve.csv",
            "learning-curve.png",
            "learning-curve.svg",
            "report.html",
            "runs.csv"),
        names);
    assertEquals(Optional.empty(), note);
  }

  @Test
  void write_pictureThatCannotBeWritten_fails() throws IOException {
    Path other = Files.createDirectories(dir.resolve("other"));
    Files.createDirectories(other.resolve("learning-curve.png").resolve("in-the-way"));
    assertThrows(IOException.class, () -> Report.write(Studies.twoSeeds("t"), other));
  }

  @Test
  void curveCsv_twoSeeds_hasMeansWithoutIntervals() throws IOException {
    List<String> lines = Files.readAllLines(dir.resolve("learning-curve.csv"));
    assertEquals("strategy,labelled,mean,lower,upper,seeds", lines.get(0));
    assertEquals("random,10,0.55,,,2", lines.get(1));
    assertEquals(5, lines.size());
  }

  @Test
  void curveCsv_threeSeeds_hasTIntervals() throws IOException {
    double[][] pairs = {{0.5, 0.6}, {0.6, 0.7}, {0.7, 0.8}};
    Report.write(Studies.study("t", Studies.result("random", pairs)), dir);

    String[] cells = Files.readAllLines(dir.resolve("learning-curve.csv")).get(1).split(",", -1);

    // 4.302652730 x 0.1 / sqrt(3)
    assertEquals(0.6 - 0.248413771, Double.parseDouble(cells[3]), 1e-9);
    assertEquals(0.6 + 0.248413771, Double.parseDouble(cells[4]), 1e-9);
  }

  @Test
  void runsCsv_everyRound_keepsTheNumbers() throws IOException {
    List<String> lines = Files.readAllLines(dir.resolve("runs.csv"));
    assertEquals(
        "strategy,seed,round,labelled,accuracy,train_seconds,score_seconds,train_loss",
        lines.get(0));
    assertEquals("random,1,0,10,0.5,2.0,0.5,", lines.get(1));
    assertEquals("margin,2,1,20,0.8,2.0,0.5,0.25", lines.get(8));
  }

  @Test
  void report_whatModelsMadeOfQueries_isInCsvAndTablesByQuery() throws IOException {
    StudyResult.SeedResult run = Studies.run(1, 0.5, 0.6);
    List<Picked> first =
        Collections.nCopies(
            10,
            new Picked(
                0,
                "i",
                Double.NaN,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty()));
    List<Picked> second = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      second.add(
          new Picked(
              1,
              "t" + i,
              0.5,
              Optional.of(new ClassLabel("go<o>d")),
              OptionalDouble.of(i < 5 ? 0.5 : 0.75),
              OptionalDouble.of(i < 5 ? 1 : 2)));
    }
    StudyResult.SeedResult known =
        new StudyResult.SeedResult(
            1,
            run.history(),
            run.queries(),
            run.confusion(),
            List.of(),
            Optional.empty(),
            RunAdvice.NONE,
            List.of(first, second));
    Path other = dir.resolve("picked");
    Report.write(Studies.study("t", Studies.result("margin", known)), other);
    List<String> rows = Files.readAllLines(other.resolve("picked.csv"));
    assertEquals("strategy,seed,round,id,label,utility,predicted,confidence,loss", rows.get(0));
    assertEquals("margin,1,1,t0,bad,0.5,go<o>d,0.5,1.0", rows.get(1));
    assertEquals(11, rows.size());
    String html = Files.readString(other.resolve("report.html"));
    assertTrue(html.contains(">0.625 / 1.500</td>"), html);
    assertTrue(html.contains("margin: share of each class in what was selected"), html);
    assertTrue(html.contains(">100 %</td>"), html);
    assertFalse(page().contains("confidence in what was selected"), "not known there");
  }

  @Test
  void html_page_hasTheVerdictBeforeTheChart() throws IOException {
    String html = page();
    int verdict = html.indexOf("<p>No difference from random can be shown with 2 seeds.</p>");
    assertTrue(verdict > 0 && verdict < html.indexOf("<svg "), html);
    assertTrue(html.contains("most frequent class of the pool, gives accuracy 0.400."), html);
  }

  @Test
  void html_twoSeeds_showsRangesAndNoInterval() throws IOException {
    String html = page();
    assertTrue(html.contains(">0.550 (0.500 to 0.600)</td>"), html);
    assertTrue(html.contains(">needs 3 seeds</td>"), html);
    assertTrue(html.contains(">1/1/0</td>"), html);
    assertTrue(html.contains(">4 of 20 (20 %)</td>"), html);
    assertFalse(html.contains("\u00b1") || html.contains("+-"), html);
    assertTrue(html.contains("training loss per text"), html);
    assertTrue(html.contains(">0.2500</td>"), html);
  }

  @Test
  void html_page_loadsNothing() throws IOException {
    String html = page();
    assertFalse(
        html.contains("<script") || html.contains(" src=") || html.contains(" href="), html);
    assertFalse(html.contains("url(") || html.contains("@import"), html);
  }

  @Test
  void html_classes_haveScoresLabelsAndConfusion() throws IOException {
    String html = page();
    // bad: 6 test texts, 10 of the 20 labelled texts, precision 3/4, recall 3/6
    assertTrue(
        rowOf(html, "precision", "bad").endsWith("6|10.0|0.750|0.500|0.600"),
        () -> rowOf(html, "precision", "bad"));
    assertTrue(
        rowOf(html, "precision", "go&lt;o&gt;d").endsWith("4|10.0|0.500|0.750|0.600"),
        () -> rowOf(html, "precision", "go&lt;o&gt;d"));
    assertTrue(html.contains("confusion matrix of margin, sum of 2 seeds"), html);
    assertTrue(html.contains("<td style=\"background:rgba(213,94,0,0.30)\">6</td>"), html);
  }

  @Test
  void html_queries_showWhatTheModelSaid() throws IOException {
    String html = page();
    assertTrue(html.contains("query 1 of 1, seed 1, with 10 texts labelled before"), html);
    assertTrue(html.contains("\u2068go&lt;o&gt;d\u2069\u00a0.51"), html);
    assertTrue(html.contains(">wrong</td>"), html);
    assertTrue(html.contains(">0.999980</td>"), html);
    assertTrue(html.contains("Selects: where &lt;it&gt; pays."), html);
    assertFalse(html.contains("1.0000"), html);
  }

  @Test
  void html_oldRuns_leaveOutWhatTheyLackAndSayWhy() throws IOException {
    Report.write(Studies.study("t", Studies.result("random", Studies.oldRun(1, 0.5, 0.6))), dir);

    String html = page();
    assertTrue(html.contains("Left out for random"), html);
    assertTrue(html.contains("What the model said is not known"), html);
    assertTrue(html.contains("Training losses are left out"), html);
    assertFalse(html.contains("confusion matrix of") || html.contains("precision"), html);
    assertTrue(html.contains("&lt;script&gt;"), html);
  }

  @Test
  void html_hostileTexts_areEscaped() throws IOException {
    String html = page();
    assertFalse(html.contains("<script>"), html);
    assertFalse(html.contains("<b>&\""), html);
    assertFalse(html.contains("go<o>d"), html);
    assertTrue(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; more"), html);
    assertTrue(html.contains("<title>&lt;b&gt;&amp;&quot;title&quot;&lt;/b&gt;</title>"), html);
  }

  @Test
  void html_manyClasses_listsTheMostConfusedPairsOnly() throws IOException {
    int classes = 50;
    long[][] counts = new long[classes][classes];
    List<String> labels = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      labels.add("class " + c);
      counts[c][c] = 10;
      counts[c][(c + 1) % classes] = c;
    }
    StudyResult.SeedResult run = Studies.run(1, 0.5, 0.6);
    StudyResult study =
        new StudyResult(
            "t",
            Score.higher("accuracy"),
            new StudyResult.Classes(
                labels, Collections.nCopies(classes, 5), Collections.nCopies(classes, 10)),
            List.of(
                Studies.result(
                    "random",
                    new StudyResult.SeedResult(
                        1,
                        run.history(),
                        run.queries(),
                        Optional.of(ConfusionMatrix.ofCounts(counts)),
                        Optional.empty()))),
            Map.of(),
            Map.of());

    Report.write(study, dir);

    String html = page();
    assertFalse(html.contains("confusion matrix of"), html);
    assertTrue(html.contains("most confused pairs of 50 classes"), html);
    assertEquals("class 49|class 0|49|83 %", rowOf(html, "predicted as", "class 49"));
    assertFalse(html.substring(html.indexOf("most confused")).contains("class 29<"), html);
  }

  @Test
  void svg_hostileTitle_isWellFormedXml() throws Exception {
    String svg = Files.readString(dir.resolve("learning-curve.svg"));
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    assertEquals("svg", document.getDocumentElement().getTagName());
    assertEquals(2, document.getElementsByTagName("polyline").getLength());
    assertTrue(svg.contains(">majority class</text>"), svg);
    String title = document.getElementsByTagName("title").item(0).getTextContent();
    assertTrue(title.startsWith("<b>&\"title\"</b>"), title);
  }

  @Test
  void png_chart_hasTwiceTheSvgSizeAndIsNotBlank() throws IOException {
    BufferedImage image = ImageIO.read(dir.resolve("learning-curve.png").toFile());
    assertEquals(2 * LineChart.WIDTH, image.getWidth());
    assertEquals(2 * LineChart.HEIGHT, image.getHeight());
    Set<Integer> colours = new TreeSet<>();
    for (int x = 0; x < image.getWidth(); x += 3) {
      for (int y = 0; y < image.getHeight(); y += 3) {
        colours.add(image.getRGB(x, y) & 0xffffff);
      }
    }
    assertTrue(colours.contains(0x0072b2) && colours.contains(0xffffff), colours::toString);
  }

  @Test
  void summary_plain_hasTheVerdictAndAlignsColumns() {
    String plain = new Summary(Studies.twoSeeds("t")).plain();
    assertTrue(plain.startsWith("No difference from random can be shown with 2 seeds.\n"), plain);
    assertTrue(
        plain.contains(
            """
            accuracy: mean of 2 seeds (lowest to highest); an interval needs 3 seeds
              labelled                        random                  margin
              10              0.550 (0.500 to 0.600)  0.550 (0.500 to 0.600)
              20              0.700 (0.600 to 0.800)  0.800 (0.800 to 0.800)
              majority class                   0.400                   0.400
            """),
        plain);
    assertFalse(plain.contains("+-"), plain);
    assertTrue(plain.chars().allMatch(c -> c < 128), "a terminal without UTF-8 shows it");
  }

  @Test
  void summary_oneSeed_saysNoInterval() {
    String plain =
        new Summary(
                Studies.study(
                    "t",
                    Studies.result("random", Studies.run(1, 0.5, 0.6)),
                    Studies.result("margin", Studies.run(1, 0.5, 0.55))))
            .plain();
    assertTrue(plain.contains("needs 3 seeds") && plain.contains("not reached"), plain);
    assertTrue(plain.contains("1 seed, so no spread is known"), plain);
  }

  @Test
  void axis_range_startsAndEndsOnRoundTicks() {
    assertEquals(List.of(0.0, 50.0, 100.0, 150.0, 200.0), Axis.covering(30, 180, 5).ticks());
    assertEquals(0.5, Axis.covering(0, 10, 5).fraction(5), 1e-12);
    assertEquals(2, Axis.covering(7, 7, 1).ticks().size());
  }

  private String page() throws IOException {
    return Files.readString(dir.resolve("report.html"));
  }

  /** The cells of a row by its first, in the first table after a word. */
  private static String rowOf(String html, String after, String first) {
    int start = html.indexOf(">" + first + "</th>", html.indexOf(after));
    String row = html.substring(start + 1, html.indexOf("</tr>", start));
    return row.replaceAll("</t[hd]>\\s*<t[hd][^>]*>", "|").replaceAll("</t[hd]>", "").strip();
  }
}
