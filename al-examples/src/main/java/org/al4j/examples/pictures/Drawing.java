package org.al4j.examples.pictures;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.al4j.core.data.Instance;
import org.al4j.study.report.Html;

/**
 * A scene as an SVG document: the same bytes on every machine. The classes have the colours of
 * Okabe and Ito's palette, safe for colour-blind readers; what is labelled is a square and what is
 * selected a ring with a number, so that nothing else depends on colour.
 */
final class Drawing {
  private static final int TITLE = 26;
  private static final int ROW = 2;
  private static final int DOT = 5;
  private static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73");
  private static final String INK = "#202124";

  private final Scene scene;
  private final MadeUpPlane plane;
  private final StringBuilder out = new StringBuilder();

  private Drawing(Scene scene, MadeUpPlane plane) {
    this.scene = scene;
    this.plane = plane;
  }

  /** Draws the scene; the plane tells the true classes. */
  static String svg(Scene scene, MadeUpPlane plane) {
    return new Drawing(scene, plane).draw();
  }

  private String draw() {
    int height = TITLE + Place.HEIGHT;
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " role=\"img\" font-family=\"Arial,Helvetica,DejaVu Sans,sans-serif\""
            + " font-size=\"10\">",
        Place.WIDTH, height, Place.WIDTH, height);
    String title = Html.escape(scene.title());
    line("<title>%s</title>", title);
    line("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", Place.WIDTH, height);
    line(
        "<text x=\"2\" y=\"17\" font-size=\"14\" font-weight=\"bold\" fill=\"%s\">%s</text>",
        INK, title);
    line("<g transform=\"translate(0 %d)\">", TITLE);
    scene.model().ifPresent(this::regions);
    dots();
    scene.labelled().forEach(this::square);
    picks();
    line(
        "<rect x=\".5\" y=\".5\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#80868b\"/>",
        Place.WIDTH - 1, Place.HEIGHT - 1);
    line("</g>");
    line("</svg>");
    return out.toString();
  }

  /** Shades what the model takes for each class, in rows of a few units. */
  private void regions(PlaneModel model) {
    StringBuilder[] paths =
        Stream.generate(StringBuilder::new).limit(COLOURS.size()).toArray(StringBuilder[]::new);
    for (int y = 0; y < Place.HEIGHT; y += ROW) {
      int from = 0;
      for (int x = 0; x < Place.WIDTH; x += ROW) {
        int predicted = model.predict(new Place(x, y));
        int end = x + ROW;
        if (end >= Place.WIDTH || model.predict(new Place(end, y)) != predicted) {
          paths[predicted].append(
              String.format(
                  Locale.ROOT, "M%d %dh%dv%dh-%dz", from, y, end - from, ROW, end - from));
          from = end;
        }
      }
    }
    for (int k = 0; k < paths.length; k++) {
      line(
          "<path fill=\"%s\" fill-opacity=\".13\" shape-rendering=\"crispEdges\" d=\"%s\"/>",
          COLOURS.get(k), paths[k]);
    }
  }

  /** The candidates: for each class and size a path of points with round ends. */
  private void dots() {
    for (int k = 0; k < COLOURS.size(); k++) {
      int label = k;
      List<Instance> own =
          scene.unlabelled().stream().filter(one -> classOf(one) == label).toList();
      for (int size : own.stream().mapToInt(this::size).distinct().sorted().toArray()) {
        StringBuilder path = new StringBuilder();
        own.stream()
            .filter(one -> size(one) == size)
            .map(Place::of)
            .forEach(at -> path.append('M').append(at.x()).append(' ').append(at.y()).append("h0"));
        line(
            "<path stroke=\"%s\" stroke-opacity=\".55\" stroke-width=\"%d\""
                + " stroke-linecap=\"round\" d=\"%s\"/>",
            COLOURS.get(k), size, path);
      }
    }
  }

  private int classOf(Instance instance) {
    return MadeUpPlane.LABELS.index(plane.gold(instance).name());
  }

  private int size(Instance instance) {
    return scene.lengths() ? 1 + 2 * MadeUpPlane.length(instance) : DOT;
  }

  private void mark(Mark mark) {
    int x = mark.place().x();
    int y = mark.place().y();
    String shape =
        switch (mark.kind()) {
          case TARGET -> "M%d %dm-4 0h8m-4 -4v8";
          case RIGHT -> "M%d %dm-4 0l4 -4l4 4l-4 4z";
          case WRONG -> "M%d %dm-4 -4l8 8m-8 0l8 -8";
        };
    String path = String.format(Locale.ROOT, shape, x, y);
    line(
        "<path fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" d=\"%s\"/>",
        INK, mark.kind() == Mark.Kind.RIGHT ? "1" : "2", path);
  }

  private void square(Instance instance) {
    Place at = Place.of(instance);
    line(
        "<rect x=\"%d\" y=\"%d\" width=\"9\" height=\"9\" fill=\"%s\" stroke=\"%s\"/>",
        at.x() - 4, at.y() - 4, COLOURS.get(classOf(instance)), INK);
  }

  private void picks() {
    List<Place> picks = scene.picks().stream().map(Place::of).toList();
    Stream<Place> squares = scene.labelled().stream().map(Place::of);
    Stream<Place> marks = scene.marks().stream().map(Mark::place);
    List<Numbers.Label> labels = Numbers.of(picks, Stream.concat(squares, marks).toList());
    for (Numbers.Label label : labels) {
      line(
          "<path stroke=\"%s\" stroke-width=\".8\" d=\"M%d %dL%.1f %.1f\"/>",
          INK, label.pick().x(), label.pick().y(), label.x(), label.y());
    }
    scene.picks().forEach(this::ring);
    scene.marks().forEach(this::mark);
    for (Numbers.Label label : labels) {
      line(
          "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"11\" rx=\"2\" fill=\"#ffffff\""
              + " fill-opacity=\".85\"/>",
          label.x() - label.halfWidth(), label.y() - 5.5, 2 * label.halfWidth());
      line(
          "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-weight=\"bold\""
              + " fill=\"%s\">%s</text>",
          label.x(), label.y() + 3.6, INK, label.text());
    }
  }

  private void ring(Instance pick) {
    Place at = Place.of(pick);
    line(
        "<circle cx=\"%d\" cy=\"%d\" r=\"%.1f\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.8\"/>",
        at.x(), at.y(), Math.max(3.5, size(pick) / 2.0), COLOURS.get(classOf(pick)), INK);
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
