package org.al4j.study.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * A line chart with interval bands as an SVG document. It is written by hand because the chart
 * libraries that draw bands to SVG come with licences or font measuring that do not fit: the same
 * input gives the same bytes on every machine, with or without fonts. Lines differ in colour (Okabe
 * and Ito's palette, safe for colour-blind readers), dash pattern and marker.
 */
final class LineChart {
  static final int WIDTH = 880;
  static final int HEIGHT = 520;
  private static final int LEFT = 72;
  private static final int RIGHT = 28;
  private static final int TITLE = 40;
  private static final int LEGEND_ROW = 24;
  private static final int BOTTOM = 64;
  private static final int LEGEND_GAP = 44;
  private static final double CHARACTER = 7.6;
  private static final List<String> COLOURS =
      List.of(
          "#5f6368", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a5a00", "#56b4e9", "#000000");
  private static final List<String> DASHES =
      List.of("7 4", "", "", "", "10 3 2 3", "2 3", "12 4", "4 2");

  private final Content content;
  private final Size size;
  private final Axis xAxis;
  private final Axis yAxis;
  private final int top;
  private final StringBuilder out = new StringBuilder();

  /**
   * What is drawn.
   *
   * @param xLabel what is on the x axis
   * @param yLabel what is on the y axis
   * @param series the first is drawn grey and dashed, as the baseline
   * @param floor a level to compare with, drawn as a thin line
   */
  record Content(
      String title, String xLabel, String yLabel, List<ChartSeries> series, Optional<Floor> floor) {
    /** Copies the list. */
    Content {
      series = List.copyOf(series);
    }
  }

  /** A level and its name. */
  record Floor(String name, double y) {}

  /**
   * How large the drawing is, in SVG units.
   *
   * @param titled whether the title is drawn
   */
  record Size(int width, int height, boolean titled) {
    /** For screens and paper. */
    static final Size WIDE = new Size(WIDTH, HEIGHT, true);

    /** For phones. */
    static final Size NARROW = new Size(420, 400, false);
  }

  private LineChart(Content content, Size size) {
    this.content = content;
    this.size = size;
    List<ChartSeries.Point> all =
        content.series().stream().flatMap(line -> line.points().stream()).toList();
    double minX = all.stream().mapToDouble(ChartSeries.Point::x).min().orElse(0);
    double maxX = all.stream().mapToDouble(ChartSeries.Point::x).max().orElse(1);
    this.xAxis = Axis.covering(minX, maxX, Math.min(8, size.width() / 70));
    double floor = content.floor().map(Floor::y).orElse(Double.POSITIVE_INFINITY);
    double low = all.stream().mapToDouble(ChartSeries.Point::low).min().orElse(0);
    double high = all.stream().mapToDouble(ChartSeries.Point::high).max().orElse(1);
    double most = high <= 1 ? high : Math.max(1, maxY(all));
    this.yAxis =
        Axis.covering(
            Math.max(0, Math.min(low, floor)),
            Double.isInfinite(floor) ? most : Math.max(most, floor),
            7);
    this.top = (size.titled() ? TITLE : 0) + LEGEND_ROW * legendRows() + 12;
  }

  private static double maxY(List<ChartSeries.Point> points) {
    return points.stream().mapToDouble(ChartSeries.Point::y).max().orElse(1);
  }

  /** Draws the chart. */
  static String svg(Content content, Size size) {
    return new LineChart(content, size).draw();
  }

  private String draw() {
    List<ChartSeries> series = content.series();
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " role=\"img\" font-family=\"Arial,Helvetica,DejaVu Sans,sans-serif\""
            + " font-size=\"14\">",
        size.width(), size.height(), size.width(), size.height());
    line("<title>%s</title>", Html.escape(content.title()));
    line(
        "<desc>%s against %s</desc>", Html.escape(content.yLabel()), Html.escape(content.xLabel()));
    line(
        "<rect class=\"paper\" width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>",
        size.width(), size.height());
    if (size.titled()) {
      text(LEFT, 28, "start", "17", "#202124", content.title());
    }
    grid();
    content.floor().ifPresent(this::floor);
    for (int i = 0; i < series.size(); i++) {
      band(series.get(i), i);
    }
    for (int i = 0; i < series.size(); i++) {
      curve(series.get(i), i);
    }
    legend();
    line("</svg>");
    return out.toString();
  }

  private void floor(Floor floor) {
    line(
        "<line class=\"c8 stroke\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\""
            + " stroke=\"#5f6368\" stroke-width=\"1.5\" stroke-dasharray=\"1 3\"/>",
        LEFT, y(floor.y()), size.width() - RIGHT, y(floor.y()));
    text(size.width() - RIGHT, y(floor.y()) - 5, "end", "13", "#3c4043", floor.name());
  }

  private void grid() {
    double bottom = size.height() - BOTTOM;
    for (double tick : yAxis.ticks()) {
      double y = y(tick);
      line(
          "<line class=\"rule\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\""
              + " stroke=\"#e3e5e8\"/>",
          LEFT, y, size.width() - RIGHT, y);
      text(LEFT - 10, y + 5, "end", "13", "#3c4043", number(tick, yAxis.step()));
    }
    for (double tick : xAxis.ticks()) {
      line(
          "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#80868b\"/>",
          x(tick), bottom, x(tick), bottom + 5);
      text(x(tick), bottom + 21, "middle", "13", "#3c4043", number(tick, xAxis.step()));
    }
    line(
        "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#80868b\"/>",
        LEFT, bottom, size.width() - RIGHT, bottom);
    text(
        (LEFT + size.width() - RIGHT) / 2.0,
        size.height() - 16,
        "middle",
        "14",
        "#202124",
        content.xLabel());
    double middle = (top + bottom) / 2;
    line(
        "<text x=\"20\" y=\"%.1f\" text-anchor=\"middle\" fill=\"#202124\" transform=\"rotate(-90"
            + " 20 %.1f)\">%s</text>",
        middle, middle, Html.escape(content.yLabel()));
  }

  private void band(ChartSeries line, int index) {
    StringJoiner corners = new StringJoiner(" ");
    List<ChartSeries.Point> points = line.points();
    points.forEach(point -> corners.add(at(point.x(), point.high())));
    for (int i = points.size() - 1; i >= 0; i--) {
      corners.add(at(points.get(i).x(), points.get(i).low()));
    }
    line(
        "<polygon class=\"%s fill\" points=\"%s\" fill=\"%s\" fill-opacity=\"0.16\"/>",
        css(index), corners, colour(index));
  }

  private void curve(ChartSeries line, int index) {
    StringJoiner path = new StringJoiner(" ");
    line.points().forEach(point -> path.add(at(point.x(), point.y())));
    line(
        "<polyline class=\"%s stroke\" points=\"%s\" fill=\"none\" stroke=\"%s\""
            + " stroke-width=\"2.5\" stroke-linejoin=\"round\"%s/>",
        css(index), path, colour(index), dash(index));
    line.points().forEach(point -> marker(x(point.x()), y(point.y()), index));
  }

  /** How many rows the names take. */
  private int legendRows() {
    int rows = 1;
    double left = LEFT;
    for (ChartSeries one : content.series()) {
      if (left > LEFT && left + entry(one) > size.width()) {
        rows++;
        left = LEFT;
      }
      left += entry(one);
    }
    return rows;
  }

  private void legend() {
    double left = LEFT;
    double y = (size.titled() ? TITLE : 0) + 12;
    for (int i = 0; i < content.series().size(); i++) {
      ChartSeries one = content.series().get(i);
      if (left > LEFT && left + entry(one) > size.width()) {
        left = LEFT;
        y += LEGEND_ROW;
      }
      line(
          "<line class=\"%s stroke\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\""
              + " stroke-width=\"2.5\"%s/>",
          css(i), left, y, left + 32, y, colour(i), dash(i));
      marker(left + 16, y, i);
      text(left + 40, y + 5, "start", "14", "#202124", name(one));
      left += entry(one);
    }
  }

  /** How wide a name with its line is. */
  private static double entry(ChartSeries one) {
    return LEGEND_GAP + 24 + CHARACTER * name(one).length();
  }

  private static String name(ChartSeries one) {
    return Excerpt.label(one.name());
  }

  private void marker(double x, double y, int index) {
    String colour = colour(index);
    String css = css(index);
    switch (index % 4) {
      case 0 ->
          line(
              "<circle class=\"%s hollow\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"#ffffff\""
                  + " stroke=\"%s\" stroke-width=\"2\"/>",
              css, x, y, colour);
      case 1 ->
          line(
              "<circle class=\"%s fill\" cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\" fill=\"%s\"/>",
              css, x, y, colour);
      case 2 ->
          line(
              "<rect class=\"%s fill\" x=\"%.1f\" y=\"%.1f\" width=\"8\" height=\"8\""
                  + " fill=\"%s\"/>",
              css, x - 4, y - 4, colour);
      default ->
          line(
              "<polygon class=\"%s fill\" points=\"%.1f,%.1f %.1f,%.1f %.1f,%.1f\" fill=\"%s\"/>",
              css, x, y - 5.5, x + 5, y + 3.5, x - 5, y + 3.5, colour);
    }
  }

  /** The name a page gives its own colour by, where light ink does not fit. */
  private static String css(int index) {
    return "c" + index % COLOURS.size();
  }

  private static String colour(int index) {
    return COLOURS.get(index % COLOURS.size());
  }

  private static String dash(int index) {
    String dash = DASHES.get(index % DASHES.size());
    return dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"";
  }

  private String at(double x, double y) {
    return String.format(Locale.ROOT, "%.1f,%.1f", x(x), y(y));
  }

  private double x(double value) {
    return LEFT + xAxis.fraction(value) * (size.width() - LEFT - RIGHT);
  }

  private double y(double value) {
    return size.height() - BOTTOM - yAxis.fraction(value) * (size.height() - top - BOTTOM);
  }

  private static String number(double value, double step) {
    int digits = step >= 1 ? 0 : (int) Math.ceil(-Math.log10(step) + 1e-9);
    boolean half =
        Math.abs(step * Math.pow(10, digits) - Math.rint(step * Math.pow(10, digits))) > 1e-6;
    return String.format(Locale.ROOT, "%." + (half ? digits + 1 : digits) + "f", value);
  }

  private void text(double x, double y, String anchor, String size, String colour, String text) {
    line(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%s\" fill=\"%s\">%s</text>",
        x, y, anchor, size, colour, Html.escape(text));
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
