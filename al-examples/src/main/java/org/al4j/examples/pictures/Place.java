package org.al4j.examples.pictures;

import java.util.List;
import java.util.Map;
import org.al4j.core.data.Instance;

/**
 * A place in the plane, in units of the picture from its upper left corner. Whole numbers, so that
 * the pictures are the same on every machine.
 */
record Place(int x, int y) {
  static final int WIDTH = 360;
  static final int HEIGHT = 280;

  /** The angle of a globe's centre that one unit spans, in radians. */
  private static final double ANGLE = 1 / 200.0;

  /** Where an instance made by {@link #instance} is. */
  static Place of(Instance instance) {
    return new Place(
        Integer.parseInt(instance.attributes().get("x")),
        Integer.parseInt(instance.attributes().get("y")));
  }

  /**
   * An instance at this place. Its text names the place, so that near places share words: by each
   * direction in three grids, shifted against each other.
   *
   * @param length how many times the text says so; the number of words is six times as large
   */
  Instance instance(String id, int length) {
    StringBuilder text = new StringBuilder();
    for (int grid = 0; grid < 3; grid++) {
      text.append((char) ('a' + grid)).append((x + 20 * grid) / 60).append(' ');
      text.append((char) ('k' + grid)).append((y + 20 * grid) / 60).append(' ');
    }
    return new Instance(
        id,
        text.toString().repeat(length).strip(),
        List.of(),
        Map.of("x", Integer.toString(x), "y", Integer.toString(y)));
  }

  /**
   * The plane laid on a globe around the picture's centre, distances from there kept: a vector of
   * length one, {@code [3]}. So strategies that go by cosine and those that go by Euclidean
   * distance see what the eye sees.
   */
  double[] embedding() {
    double right = x - WIDTH / 2.0;
    double down = y - HEIGHT / 2.0;
    double distance = StrictMath.hypot(right, down);
    double angle = distance * ANGLE;
    double scale = distance > 0 ? StrictMath.sin(angle) / distance : 0;
    return new double[] {right * scale, down * scale, StrictMath.cos(angle)};
  }

  double distance(Place other) {
    return StrictMath.hypot(x - other.x, y - other.y);
  }
}
