package org.al4j.examples.pictures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds a free spot beside each pick for the number of its order. */
final class Numbers {
  private static final double HALF_HEIGHT = 5.5;
  private static final double CHARACTER = 5.6;
  private static final int[] RADII = {11, 14, 18, 23, 29, 36, 44, 54, 66, 80};
  private static final int DIRECTIONS = 16;

  private final List<Box> taken = new ArrayList<>();

  /** A label around its centre. */
  record Label(String text, Place pick, double x, double y) {
    /** The label's size from its centre to a side. */
    double halfWidth() {
      return text.length() * CHARACTER / 2 + 2;
    }
  }

  private record Box(double x, double y, double halfWidth, double halfHeight) {
    boolean touches(Box other) {
      return Math.abs(x - other.x) < halfWidth + other.halfWidth
          && Math.abs(y - other.y) < halfHeight + other.halfHeight;
    }
  }

  private Numbers() {}

  /**
   * The labels of the picks; picks at one place have one.
   *
   * @param obstacles what no label should cover
   */
  static List<Label> of(List<Place> picks, List<Place> obstacles) {
    Map<Place, List<Integer>> orders = new LinkedHashMap<>();
    for (int i = 0; i < picks.size(); i++) {
      orders.computeIfAbsent(picks.get(i), place -> new ArrayList<>()).add(i + 1);
    }
    Numbers numbers = new Numbers();
    orders.keySet().forEach(place -> numbers.occupy(place, 5));
    obstacles.forEach(place -> numbers.occupy(place, 4));
    double outward = orders.keySet().stream().mapToInt(Place::x).average().orElse(0);
    List<Label> labels = new ArrayList<>();
    orders.forEach((place, all) -> labels.add(numbers.place(place, text(all), outward)));
    return labels;
  }

  private void occupy(Place place, double half) {
    taken.add(new Box(place.x(), place.y(), half, half));
  }

  /** Ascending numbers, three and more in a row as a range. */
  private static String text(List<Integer> orders) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < orders.size(); i++) {
      int end = i;
      while (end + 1 < orders.size() && orders.get(end + 1) == orders.get(end) + 1) {
        end++;
      }
      out.append(out.isEmpty() ? "" : ",").append(orders.get(i));
      if (end > i) {
        out.append(end > i + 1 ? "-" : ",").append(orders.get(end));
      }
      i = end;
    }
    return out.toString();
  }

  private Label place(Place pick, String text, double middle) {
    double start = pick.x() < middle ? StrictMath.PI : 0;
    for (int radius : RADII) {
      for (int d = 0; d < DIRECTIONS; d++) {
        int turn = d % 2 == 0 ? d / 2 : -(d + 1) / 2;
        double angle = start + turn * 2 * StrictMath.PI / DIRECTIONS;
        Label label = at(pick, text, radius, angle);
        Box box = new Box(label.x(), label.y(), label.halfWidth(), HALF_HEIGHT);
        if (isInside(box) && taken.stream().noneMatch(box::touches)) {
          taken.add(box);
          return label;
        }
      }
    }
    return at(pick, text, RADII[0], start);
  }

  private static Label at(Place pick, String text, int radius, double angle) {
    double wider = text.length() * CHARACTER / 2 - CHARACTER / 2;
    return new Label(
        text,
        pick,
        pick.x() + (radius + wider) * StrictMath.cos(angle),
        pick.y() + radius * StrictMath.sin(angle));
  }

  private static boolean isInside(Box box) {
    return box.x() - box.halfWidth() >= 1
        && box.x() + box.halfWidth() <= Place.WIDTH - 1
        && box.y() - box.halfHeight() >= 1
        && box.y() + box.halfHeight() <= Place.HEIGHT - 1;
  }
}
