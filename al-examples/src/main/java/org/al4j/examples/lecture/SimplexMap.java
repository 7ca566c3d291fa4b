package org.al4j.examples.lecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.al4j.core.data.Instance;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;
import org.al4j.strategies.Strategies;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Heat maps of uncertainties over all distributions of three classes: a triangle whose corners are
 * certain of one class. The values are those of the strategies themselves.
 */
public final class SimplexMap {
  /** The four uncertainties of the lecture, by the names of their strategies. */
  public static final List<String> UNCERTAINTIES =
      List.of("least-confidence", "margin", "ratio", "entropy");

  /** Width of the picture in SVG units. */
  public static final int WIDTH = 760;

  /** Its height. */
  public static final int HEIGHT = 760;

  private static final int SIDE = 280;
  private static final double TALL = SIDE * 0.8660254037844386; // an equilateral triangle's height
  private static final int CELLS = 42; // a side is cut into so many; of three, so the centre is one
  private static final int LEVELS = 16;
  private static final String INK = "#202124";
  private static final float THIRD = 1f / 3;

  /** From nothing to most: dark to light, as printed in grey too. */
  private static final int[][] COLOURS = {
    {68, 1, 84}, {59, 82, 139}, {33, 145, 140}, {94, 201, 98}, {253, 231, 37}
  };

  private final StringBuilder out = new StringBuilder();

  private SimplexMap() {}

  /** Maps of the four in one SVG document. */
  public static String svg() {
    SimplexMap maps = new SimplexMap();
    maps.line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " role=\"img\" font-family=\"Arial,Helvetica,DejaVu Sans,sans-serif\""
            + " font-size=\"13\">",
        WIDTH, HEIGHT, WIDTH, HEIGHT);
    maps.line("<title>Four uncertainties over the distributions of three classes</title>");
    maps.line("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
    for (int i = 0; i < UNCERTAINTIES.size(); i++) {
      maps.map(UNCERTAINTIES.get(i), 50 + WIDTH / 2 * (i % 2), 70 + HEIGHT / 2 * (i / 2));
    }
    maps.line("</svg>");
    return maps.out.toString();
  }

  /**
   * What a strategy by a utility says of distributions.
   *
   * @param strategy its name, such as {@code margin}
   * @param rows distributions over the classes, {@code [n, C]}
   * @return the utility of each, larger asked first
   */
  public static double[] values(String strategy, float[]... rows) {
    Utility utility = Strategies.utility(strategy);
    List<Instance> instances = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      instances.add(Instance.ofText("point" + i, ""));
    }
    double[] values = new double[rows.length];
    try (INDArray array = Nd4j.createFromArray(rows)) {
      utility.score(Outputs.of(0, instances, Map.of(Output.PROBABILITIES, array)), values);
    }
    return values;
  }

  private void map(String strategy, int left, int top) {
    List<float[]> centres = new ArrayList<>();
    List<String> shapes = new ArrayList<>();
    cells(centres, shapes);
    double[] values = values(strategy, centres.toArray(float[][]::new));
    double most = values(strategy, new float[] {THIRD, THIRD, THIRD})[0];
    StringBuilder[] levels =
        Stream.generate(StringBuilder::new).limit(LEVELS).toArray(StringBuilder[]::new);
    for (int i = 0; i < values.length; i++) {
      int level = Math.min(LEVELS - 1, (int) (LEVELS * values[i] / most));
      levels[level].append(shapes.get(i));
    }
    line("<g transform=\"translate(%d %d)\">", left, top);
    text(SIDE / 2.0, -42, "middle", "<tspan font-weight=\"bold\">" + strategy + "</tspan>");
    for (int level = 0; level < LEVELS; level++) {
      if (!levels[level].isEmpty()) {
        String colour = colour((level + 0.5) / LEVELS);
        line(
            "<path fill=\"%s\" stroke=\"%s\" stroke-width=\".6\" d=\"%s\"/>",
            colour, colour, levels[level]);
      }
    }
    marks(strategy);
    scale(most);
    line("</g>");
  }

  /** Small triangles, those that point up and those that point down, with their centres. */
  private static void cells(List<float[]> centres, List<String> shapes) {
    for (int i = 0; i < CELLS; i++) {
      for (int j = 0; i + j < CELLS; j++) {
        cell(centres, shapes, new int[][] {{i + 1, j}, {i, j + 1}, {i, j}});
        if (i + j < CELLS - 1) {
          cell(centres, shapes, new int[][] {{i + 1, j}, {i, j + 1}, {i + 1, j + 1}});
        }
      }
    }
  }

  private static void cell(List<float[]> centres, List<String> shapes, int[][] corners) {
    float a = 0;
    float b = 0;
    StringBuilder shape = new StringBuilder();
    for (int[] corner : corners) {
      double pa = (double) corner[0] / CELLS;
      double pb = (double) corner[1] / CELLS;
      a += (float) (pa / 3);
      b += (float) (pb / 3);
      shape.append(
          String.format(Locale.ROOT, "%s%.1f %.1f", shape.isEmpty() ? "M" : "L", x(pa, pb), y(pa)));
    }
    centres.add(new float[] {a, b, 1 - a - b});
    shapes.add(shape.append('z').toString());
  }

  /** Class 1 is at the top, class 2 at the lower left, class 3 at the lower right. */
  private static double x(double first, double second) {
    return SIDE * (1 - second - first / 2);
  }

  private static double y(double first) {
    return TALL * (1 - first);
  }

  /** The values at a corner, in the middle of an edge and in the centre. */
  private void marks(String strategy) {
    double[] at = values(strategy, new float[] {1, 0, 0}, new float[] {.5f, .5f, 0}, third());
    text(SIDE / 2.0, -22, "middle", "sure of class 1");
    text(0, TALL + 18, "middle", "class 2");
    text(SIDE, TALL + 18, "middle", "class 3");
    value(x(1, 0), y(1), SIDE / 2.0 + 12, 6, "start", at[0]);
    value(x(.5, .5), y(.5), x(.5, .5) - 10, y(.5) - 6, "end", at[1]);
    value(x(THIRD, THIRD), y(THIRD), x(THIRD, THIRD), y(THIRD) + 22, "middle", at[2]);
  }

  private static float[] third() {
    return new float[] {THIRD, THIRD, THIRD};
  }

  private void value(double x, double y, double left, double top, String anchor, double value) {
    line("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"#ffffff\" stroke=\"%s\"/>", x, y, INK);
    text(left, top, anchor, String.format(Locale.ROOT, "%.3f", value));
  }

  private void scale(double most) {
    double step = (double) SIDE / LEVELS;
    for (int level = 0; level < LEVELS; level++) {
      line(
          "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"10\" fill=\"%s\"/>",
          level * step, TALL + 34, step + .5, colour((level + 0.5) / LEVELS));
    }
    text(0, TALL + 58, "start", "0");
    text(SIDE, TALL + 58, "end", String.format(Locale.ROOT, "%.3f: asked first", most));
  }

  private static String colour(double share) {
    double at = share * (COLOURS.length - 1);
    int below = Math.min((int) at, COLOURS.length - 2);
    int[] rgb = new int[3];
    for (int k = 0; k < 3; k++) {
      double mixed = COLOURS[below][k] + (at - below) * (COLOURS[below + 1][k] - COLOURS[below][k]);
      rgb[k] = (int) Math.round(mixed);
    }
    return String.format(Locale.ROOT, "#%02x%02x%02x", rgb[0], rgb[1], rgb[2]);
  }

  private void text(double x, double y, String anchor, String text) {
    line(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
        x, y, anchor, INK, text);
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
