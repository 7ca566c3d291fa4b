package org.al4j.examples.report;

import java.util.List;
import java.util.Locale;
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
  private static final int TOP = 76;
  private static final int BOTTOM = 64;
  private static final int LEGEND_GAP = 44;
  private static final double CHARACTER = 7.6;
  private static final List<String> COLOURS =
      List.of(
          "#5f6368", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a5a00", "#56b4e9", "#000000");
  private static final List<String> DASHES =
      List.of("7 4", "", "", "", "10 3 2 3", "2 3", "12 4", "4 2");

  private final String title;
  private final String xLabel;
  private final String yLabel;
  private final List<ChartSeries> series;
  private final Axis xAxis;
  private final Axis yAxis;
  private final StringBuilder out = new StringBuilder();

  private LineChart(String title, String xLabel, String yLabel, List<ChartSeries> series) {
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
    this.series = List.copyOf(series);
    List<ChartSeries.Point> all = series.stream().flatMap(line -> line.points().stream()).toList();
    double minX = all.stream().mapToDouble(ChartSeries.Point::x).min().orElse(0);
    double maxX = all.stream().mapToDouble(ChartSeries.Point::x).max().orElse(1);
    this.xAxis = Axis.covering(minX, maxX, 8);
    double low = all.stream().mapToDouble(ChartSeries.Point::low).min().orElse(0);
    double high = all.stream().mapToDouble(ChartSeries.Point::high).max().orElse(1);
    this.yAxis = Axis.covering(Math.max(0, low), high <= 1 ? high : Math.max(1, maxY(all)), 7);
  }

  private static double maxY(List<ChartSeries.Point> points) {
    return points.stream().mapToDouble(ChartSeries.Point::y).max().orElse(1);
  }

  /** Draws the chart; the first series is drawn grey and dashed, as the baseline. */
  static String svg(String title, String xLabel, String yLabel, List<ChartSeries> series) {
    return new LineChart(title, xLabel, yLabel, series).draw();
  }

  private String draw() {
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " role=\"img\" font-family=\"Arial,Helvetica,DejaVu Sans,sans-serif\""
            + " font-size=\"14\">",
        WIDTH, HEIGHT, WIDTH, HEIGHT);
    line("<title>%s</title>", Html.escape(title));
    line("<desc>%s against %s; shaded: intervals</desc>", Html.escape(yLabel), Html.escape(xLabel));
    line("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
    text(LEFT, 28, "start", "17", "#202124", title);
    grid();
    for (int i = 0; i < series.size(); i++) {
      band(series.get(i), colour(i));
    }
    for (int i = 0; i < series.size(); i++) {
      curve(series.get(i), i);
    }
    legend();
    line("</svg>");
    return out.toString();
  }

  private void grid() {
    double bottom = HEIGHT - BOTTOM;
    for (double tick : yAxis.ticks()) {
      double y = y(tick);
      line(
          "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#e3e5e8\"/>",
          LEFT, y, WIDTH - RIGHT, y);
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
        LEFT, bottom, WIDTH - RIGHT, bottom);
    text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 16, "middle", "14", "#202124", xLabel);
    double middle = (TOP + bottom) / 2;
    line(
        "<text x=\"20\" y=\"%.1f\" text-anchor=\"middle\" fill=\"#202124\" transform=\"rotate(-90"
            + " 20 %.1f)\">%s</text>",
        middle, middle, Html.escape(yLabel));
  }

  private void band(ChartSeries line, String colour) {
    StringJoiner corners = new StringJoiner(" ");
    List<ChartSeries.Point> points = line.points();
    points.forEach(point -> corners.add(at(point.x(), point.high())));
    for (int i = points.size() - 1; i >= 0; i--) {
      corners.add(at(points.get(i).x(), points.get(i).low()));
    }
    line("<polygon points=\"%s\" fill=\"%s\" fill-opacity=\"0.16\"/>", corners, colour);
  }

  private void curve(ChartSeries line, int index) {
    StringJoiner path = new StringJoiner(" ");
    line.points().forEach(point -> path.add(at(point.x(), point.y())));
    line(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\""
            + " stroke-linejoin=\"round\"%s/>",
        path, colour(index), dash(index));
    line.points().forEach(point -> marker(x(point.x()), y(point.y()), index));
  }

  private void legend() {
    double left = LEFT;
    for (int i = 0; i < series.size(); i++) {
      line(
          "<line x1=\"%.1f\" y1=\"52\" x2=\"%.1f\" y2=\"52\" stroke=\"%s\""
              + " stroke-width=\"2.5\"%s/>",
          left, left + 32, colour(i), dash(i));
      marker(left + 16, 52, i);
      text(left + 40, 57, "start", "14", "#202124", series.get(i).name());
      left += LEGEND_GAP + 24 + CHARACTER * series.get(i).name().length();
    }
  }

  private void marker(double x, double y, int index) {
    String colour = colour(index);
    switch (index % 4) {
      case 0 ->
          line(
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"#ffffff\" stroke=\"%s\""
                  + " stroke-width=\"2\"/>",
              x, y, colour);
      case 1 -> line("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\" fill=\"%s\"/>", x, y, colour);
      case 2 ->
          line(
              "<rect x=\"%.1f\" y=\"%.1f\" width=\"8\" height=\"8\" fill=\"%s\"/>",
              x - 4, y - 4, colour);
      default ->
          line(
              "<polygon points=\"%.1f,%.1f %.1f,%.1f %.1f,%.1f\" fill=\"%s\"/>",
              x, y - 5.5, x + 5, y + 3.5, x - 5, y + 3.5, colour);
    }
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
    return LEFT + xAxis.fraction(value) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - yAxis.fraction(value) * (HEIGHT - TOP - BOTTOM);
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
