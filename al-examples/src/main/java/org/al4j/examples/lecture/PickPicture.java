package org.al4j.examples.lecture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.study.Task;
import org.al4j.study.report.Html;

/**
 * What a strategy picked, on the plane of the texts' embeddings: dots are the texts of the pool in
 * the colours of their classes, grey squares the first query, discs with a number what each later
 * round picked. The same bytes on every machine.
 */
public final class PickPicture {
  /** Width of the picture in SVG units. */
  public static final int WIDTH = 860;

  /** Its height. */
  public static final int HEIGHT = 640;

  private static final int LEFT = 16;
  private static final int TOP = 76;
  private static final int BOTTOM = 40;
  private static final String INK = "#202124";

  /** Okabe and Ito's, which colour-blind readers tell apart; further classes begin again. */
  private static final List<String> CLASSES =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8a5a00");

  /** Of rounds, light to dark: the last is almost black. */
  private static final List<String> ROUNDS =
      List.of("#fff7bc", "#fec44f", "#ec7014", "#993404", "#3f0d12");

  private final Task<ClassLabel> task;
  private final PrincipalPlane plane;
  private final Map<String, Integer> rows = new HashMap<>();
  private final double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
  private final double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
  private StringBuilder out = new StringBuilder();

  /**
   * Pictures on a plane.
   *
   * @param plane of the texts of the task's train part, in their order
   */
  public PickPicture(Task<ClassLabel> task, PrincipalPlane plane) {
    if (plane.places().length != task.train().size()) {
      throw new IllegalArgumentException(
          "the plane must have a place for each of the "
              + task.train().size()
              + " texts, found "
              + plane.places().length);
    }
    this.task = task;
    this.plane = plane;
    for (int i = 0; i < task.train().size(); i++) {
      rows.put(task.train().get(i).instance().id(), i);
      for (int k = 0; k < 2; k++) {
        low[k] = Math.min(low[k], plane.places()[i][k]);
        high[k] = Math.max(high[k], plane.places()[i][k]);
      }
    }
  }

  /**
   * The picture of a run as an SVG document.
   *
   * @param title above it
   * @param asked ids of each query, the first included
   */
  public String svg(String title, List<List<String>> asked) {
    out = new StringBuilder();
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " role=\"img\" font-family=\"Arial,Helvetica,DejaVu Sans,sans-serif\""
            + " font-size=\"13\">",
        WIDTH, HEIGHT, WIDTH, HEIGHT);
    line("<title>%s</title>", Html.escape(title));
    line("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
    line(
        "<text x=\"%d\" y=\"24\" font-size=\"17\" font-weight=\"bold\" fill=\"%s\">%s</text>",
        LEFT, INK, Html.escape(title));
    dots();
    for (int round = 0; round < asked.size(); round++) {
      for (String id : asked.get(round)) {
        pick(at(id), round, asked.size() - 1);
      }
    }
    legend(asked.size() - 1);
    line("</svg>");
    return out.toString();
  }

  private void dots() {
    for (String label : task.labels().names()) {
      StringBuilder path = new StringBuilder();
      for (Labelled<ClassLabel> item : task.train()) {
        if (item.annotation().name().equals(label)) {
          double[] at = at(item.instance().id());
          path.append(String.format(Locale.ROOT, "M%.1f %.1fh0", at[0], at[1]));
        }
      }
      line(
          "<path stroke=\"%s\" stroke-opacity=\".4\" stroke-width=\"4\" stroke-linecap=\"round\""
              + " d=\"%s\"/>",
          colour(label), path);
    }
  }

  private double[] at(String id) {
    double[] place = plane.places()[Objects.requireNonNull(rows.get(id), id)];
    double x = (place[0] - low[0]) / Math.max(high[0] - low[0], Double.MIN_NORMAL);
    double y = (place[1] - low[1]) / Math.max(high[1] - low[1], Double.MIN_NORMAL);
    return new double[] {
      LEFT + 10 + x * (WIDTH - 2 * LEFT - 20),
      HEIGHT - BOTTOM - 10 - y * (HEIGHT - TOP - BOTTOM - 20)
    };
  }

  private void pick(double[] at, int round, int last) {
    if (round == 0) {
      line(
          "<rect x=\"%.1f\" y=\"%.1f\" width=\"8\" height=\"8\" fill=\"#bdc1c6\""
              + " stroke=\"%s\"/>",
          at[0] - 4, at[1] - 4, INK);
      return;
    }
    int shade = shade(round, last);
    line(
        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"6.5\" fill=\"%s\" stroke=\"%s\"/>",
        at[0], at[1], ROUNDS.get(shade), INK);
    line(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"9\" fill=\"%s\">%d</text>",
        at[0], at[1] + 3.2, shade < 3 ? INK : "#ffffff", round);
  }

  /** Rounds spread over the shades. */
  private static int shade(int round, int last) {
    int most = ROUNDS.size() - 1;
    return last <= ROUNDS.size() ? Math.min(round - 1, most) : (round - 1) * most / (last - 1);
  }

  private void legend(int last) {
    List<String> classes = new ArrayList<>(task.labels().names());
    double x = LEFT + 6;
    for (String label : classes) {
      line("<circle cx=\"%.1f\" cy=\"44\" r=\"5\" fill=\"%s\"/>", x, colour(label));
      x = word(x + 10, 48, label);
    }
    x = LEFT + 6;
    pick(new double[] {x, 64}, 0, last);
    x = word(x + 12, 68, "first query");
    for (int round = 1; round <= last; round++) {
      pick(new double[] {x, 64}, round, last);
      x += 18;
    }
    word(x, 68, last > 0 ? "round" : "");
    word(
        LEFT,
        HEIGHT - 14,
        String.format(
            Locale.ROOT,
            "first two principal components of the embeddings: %.0f %% and %.0f %% of the variance",
            100 * plane.shares()[0],
            100 * plane.shares()[1]));
  }

  /** Writes, and says where the next may begin. */
  private double word(double x, int y, String text) {
    line("<text x=\"%.1f\" y=\"%d\" fill=\"%s\">%s</text>", x, y, INK, Html.escape(text));
    return x + 7.2 * text.length() + 20;
  }

  private String colour(String label) {
    return CLASSES.get(task.labels().index(label) % CLASSES.size());
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
