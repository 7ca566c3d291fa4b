package org.al4j.examples.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.al4j.core.Seeds;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.Selected;
import org.al4j.strategies.Strategies;

/**
 * What a strategy for regression picks: a number by one feature, known at a few places, and a
 * committee of curves through them. The candidates stand on the line below, since their numbers are
 * not known yet.
 */
final class CurvePicture {
  private static final int TITLE = 26;
  private static final int BATCH = 6;
  private static final int CANDIDATES = 60;
  private static final int LINE = Place.HEIGHT - 14;
  private static final int STEP = 6;
  private static final int[] KNOWN = {34, 52, 71, 96, 118, 140, 163, 262};
  private static final String INK = "#202124";
  private static final String BLUE = "#0072b2";
  private final StringBuilder out = new StringBuilder();

  private CurvePicture() {}

  /** The picture of the strategy with that name. */
  static String svg(String name) {
    return new CurvePicture().draw(name);
  }

  private String draw(String name) {
    List<Place> labelled = labelled();
    Pool<ClassLabel> pool = Pool.unlabelled(candidates());
    List<Selected> picks;
    try (CurveCommittee committee = new CurveCommittee(labelled)) {
      QueryContext context =
          new QueryContext(1, new Seeds(1).generator("pictures", 1), pool, MadeUpPlane.LABELS);
      picks =
          Strategies.named(name)
              .select(committee, Candidates.all(pool), Budget.items(BATCH), context)
              .items();
      head(name);
      committee.members().forEach(this::curve);
    }
    pool.corpus().forEach(one -> dot(Place.of(one)));
    labelled.forEach(this::square);
    for (int i = 0; i < picks.size(); i++) {
      ring(Place.of(picks.get(i).instance()), i);
    }
    line("</g>");
    line("</svg>");
    return out.toString();
  }

  /** A wave with noise, {@link StrictMath} being the same on every machine. */
  private static List<Place> labelled() {
    RandomGenerator random = new Seeds(5).generator("curve", 0);
    List<Place> labelled = new ArrayList<>();
    for (int x : KNOWN) {
      double wave = 120 - 55 * StrictMath.sin(x / 48.0);
      labelled.add(new Place(x, (int) StrictMath.rint(wave) + random.nextInt(-14, 15)));
    }
    return labelled;
  }

  private static List<Instance> candidates() {
    RandomGenerator random = new Seeds(5).generator("candidates", 0);
    List<Instance> all = new ArrayList<>();
    for (int i = 0; i < CANDIDATES; i++) {
      Place place = new Place(random.nextInt(10, Place.WIDTH - 9), LINE);
      all.add(place.instance(String.format(Locale.ROOT, "c%02d", i), 1));
    }
    return all;
  }

  private void head(String name) {
    int height = TITLE + Place.HEIGHT;
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " role=\"img\" font-family=\"Arial,Helvetica,DejaVu Sans,sans-serif\""
            + " font-size=\"10\">",
        Place.WIDTH, height, Place.WIDTH, height);
    line("<title>%s</title>", name);
    line("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", Place.WIDTH, height);
    line(
        "<text x=\"2\" y=\"17\" font-size=\"14\" font-weight=\"bold\" fill=\"%s\">%s</text>",
        INK, name);
    line("<g transform=\"translate(0 %d)\">", TITLE);
    line("<path stroke=\"#80868b\" d=\"M0 %dh%d\"/>", LINE, Place.WIDTH);
    line(
        "<rect x=\".5\" y=\".5\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#80868b\"/>",
        Place.WIDTH - 1, Place.HEIGHT - 1);
  }

  /** A member, where it is inside the picture. */
  private void curve(CubicFit member) {
    StringBuilder path = new StringBuilder();
    boolean inside = false;
    for (int x = 0; x <= Place.WIDTH; x += STEP) {
      double y = member.at(x);
      boolean shown = y >= 0 && y < LINE;
      if (shown) {
        path.append(String.format(Locale.ROOT, "%s%d %.1f", inside ? "L" : "M", x, y));
      }
      inside = shown;
    }
    line("<path fill=\"none\" stroke=\"%s\" stroke-opacity=\".6\" d=\"%s\"/>", BLUE, path);
  }

  private void dot(Place at) {
    line("<circle cx=\"%d\" cy=\"%d\" r=\"2.5\" fill=\"#80868b\"/>", at.x(), at.y());
  }

  private void square(Place at) {
    line(
        "<rect x=\"%d\" y=\"%d\" width=\"9\" height=\"9\" fill=\"%s\" stroke=\"%s\"/>",
        at.x() - 4, at.y() - 4, BLUE, INK);
  }

  private void ring(Place at, int order) {
    line(
        "<circle cx=\"%d\" cy=\"%d\" r=\"3.5\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\"/>",
        at.x(), at.y(), INK);
    line(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-weight=\"bold\" fill=\"%s\">%d</text>",
        at.x(), at.y() - 8 - 10 * (order % 3), INK, order + 1);
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
