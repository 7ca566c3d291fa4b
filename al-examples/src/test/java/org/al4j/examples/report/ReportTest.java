package org.al4j.examples.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.al4j.core.log.Iteration;
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
    note = Report.write(study("<b>&\"title\"</b>"), dir);
  }

  @Test
  void write_folder_hasExactlyTheReportFiles() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(dir)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    assertEquals(
        Set.of(
            "learning-curve.csv",
            "learning-curve.png",
            "learning-curve.svg",
            "report.html",
            "runs.csv"),
        names);
    assertEquals(Optional.empty(), note);
  }

  @Test
  void curveCsv_twoSeeds_hasMeansAndTIntervals() throws IOException {
    List<String> lines = Files.readAllLines(dir.resolve("learning-curve.csv"));
    assertEquals("strategy,labelled,mean,lower,upper,seeds", lines.get(0));
    String[] cells = lines.get(1).split(",", -1);
    assertEquals("random", cells[0]);
    assertEquals(0.55, Double.parseDouble(cells[2]), 1e-12);
    assertEquals(0.55 - 0.635310236808, Double.parseDouble(cells[3]), 1e-9); // 12.706204736 x 0.05
    assertEquals(5, lines.size());
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
  void html_page_showsTheTables() throws IOException {
    String html = Files.readString(dir.resolve("report.html"));
    assertTrue(html.contains("<td>0.550 \u00b1 0.635</td>"), html);
    assertTrue(html.contains("<td>[-0.585, +0.685]</td>"), html);
    assertTrue(html.contains("<td>1/1/0</td>"), html);
    assertTrue(html.contains("<td>4 of 20 (20 %)</td>"), html);
    assertTrue(html.contains("training loss that the fit reported last"), html);
    assertTrue(html.contains("<td>0.2500</td>"), html);
    assertTrue(html.contains("<svg "), html);
    assertFalse(
        html.contains("<script") || html.contains(" src=") || html.contains(" href="), html);
  }

  @Test
  void html_hostileTexts_areEscaped() throws IOException {
    String html = Files.readString(dir.resolve("report.html"));
    assertFalse(html.contains("<script>"), html);
    assertFalse(html.contains("<b>&\""), html);
    assertTrue(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; more"), html);
    assertTrue(html.contains("<title>&lt;b&gt;&amp;&quot;title&quot;&lt;/b&gt;</title>"), html);
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
  void summary_plain_alignsColumns() {
    String plain = new Summary(study("t")).plain();
    assertTrue(
        plain.startsWith(
            """
            accuracy: mean over 2 seeds and 95 % t interval
              labelled          random          margin
              10        0.550 +- 0.635  0.550 +- 0.635
              20        0.700 +- 1.271  0.800 +- 0.000
            """),
        plain);
  }

  @Test
  void summary_oneSeed_saysNoInterval() {
    Study one =
        new Study(
            "t",
            "accuracy",
            List.of(result("random", run(1, 0.5, 0.6)), result("margin", run(1, 0.5, 0.55))),
            Map.of(),
            Map.of());
    String plain = new Summary(one).plain();
    assertTrue(plain.contains("needs 2 seeds") && plain.contains("not reached"), plain);
  }

  @Test
  void axis_range_startsAndEndsOnRoundTicks() {
    assertEquals(List.of(0.0, 50.0, 100.0, 150.0, 200.0), Axis.covering(30, 180, 5).ticks());
    assertEquals(0.5, Axis.covering(0, 10, 5).fraction(5), 1e-12);
    assertEquals(2, Axis.covering(7, 7, 1).ticks().size());
  }

  static Study study(String title) {
    List<Study.StrategyResult> results = new ArrayList<>();
    results.add(result("random", run(1, 0.5, 0.6), run(2, 0.6, 0.8)));
    results.add(result("margin", run(1, 0.5, 0.8), run(2, 0.6, 0.8)));
    return new Study(title, "accuracy", results, Map.of("model", "a <model>"), Map.of("jvm", "17"));
  }

  private static Study.StrategyResult result(String name, Study.SeedResult... runs) {
    return new Study.StrategyResult(name, List.of(runs));
  }

  private static Study.SeedResult run(long seed, double first, double second) {
    List<Iteration> history =
        List.of(
            new Iteration(0, 10, 90, 0, Map.of("accuracy", first), 0.5, 2, 1),
            new Iteration(1, 20, 80, 0, Map.of("accuracy", second), 0.5, 2, 1, 0.25));
    Study.AskedText asked = new Study.AskedText("<script>alert('x')</script> & more", "bad", 0.25);
    return new Study.SeedResult(seed, history, List.of(asked));
  }
}
