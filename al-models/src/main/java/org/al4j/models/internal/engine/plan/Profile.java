package org.al4j.models.internal.engine.plan;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where the time of a plan goes: adds up the steps of one kind and shape. Not thread-safe. */
public final class Profile {
  private final Map<String, Line> lines = new TreeMap<>();

  /**
   * The steps of one kind and shape.
   *
   * @param name of the operation or kernel
   * @param shapes of its inputs
   * @param calls how many there were
   * @param seconds that they took together
   * @param flops floating point operations of matrix products, 0 for other steps
   */
  public record Line(String name, String shapes, long calls, double seconds, double flops) {
    Line plus(Line other) {
      return new Line(
          name, shapes, calls + other.calls, seconds + other.seconds, flops + other.flops);
    }
  }

  void add(Node node, long nanos) {
    String shapes =
        node.inputs().stream()
            .map(value -> Arrays.toString(value.shape()).replace(" ", ""))
            .collect(Collectors.joining(" "));
    add(new Line(node.name(), shapes, 1, nanos * 1e-9, node.flops()));
  }

  private void add(Line line) {
    lines.merge(line.name + " " + line.shapes, line, Line::plus);
  }

  /** Takes over what another profile has seen. */
  public void add(Profile other) {
    other.lines.values().forEach(this::add);
  }

  /** The longest first. */
  public List<Line> lines() {
    return lines.values().stream()
        .sorted(Comparator.comparingDouble(Line::seconds).reversed())
        .toList();
  }
}
