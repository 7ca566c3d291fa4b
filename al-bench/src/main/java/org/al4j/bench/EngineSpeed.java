package org.al4j.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.al4j.bench.engine.EngineBenchmark;
import org.al4j.bench.engine.EngineBenchmark.Shape;
import org.al4j.bench.engine.EngineBenchmark.Step;

/**
 * Measures the engine, and a peer in alternation with it: round by round each does a number of
 * passes, so that both see the same moments of the machine.
 */
final class EngineSpeed {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WARM_UP = 3;
  private static final double WARM_UP_SECONDS = 2;
  private static final int MOST_WARM_UP = 300;
  private static final double TURN_SECONDS = 0.5;
  private static final int MOST_A_TURN = 20;
  private static final int STEPS_SHOWN = 30;

  private final Shape shape;
  private final Settings settings;
  private final Consumer<String> trouble;

  /**
   * How to measure.
   *
   * @param rounds how often the turns alternate
   * @param kernels whether the engine's own kernels run
   * @param profile whether the time of each operation is wanted
   */
  public record Settings(int rounds, boolean kernels, boolean profile) {}

  /**
   * A measurement of one shape.
   *
   * @param trouble is told which peer failed; it has no figures then
   */
  public EngineSpeed(Shape shape, Settings settings, Consumer<String> trouble) {
    this.shape = shape;
    this.settings = settings;
    this.trouble = trouble;
  }

  /** Measures; the fields are those of {@code al bench --json}. */
  public ObjectNode run(List<Peer> peers) {
    ObjectNode all = JSON.createObjectNode();
    ArrayNode config = all.putArray("config");
    for (int size :
        new int[] {
          shape.layers(),
          shape.hidden(),
          shape.heads(),
          shape.intermediate(),
          shape.length(),
          shape.batch()
        }) {
      config.add(size);
    }
    all.put("unit", "samples/s").put("threads", EngineBenchmark.threads());
    all.put("kernels", settings.kernels);
    try (EngineBenchmark engine = EngineBenchmark.create(shape, settings.kernels)) {
      measure(all, engine, peers);
      if (settings.profile) {
        profile(all.putArray("forward_profile"), engine.profile(false));
        profile(all.putArray("train_profile"), engine.profile(true));
      }
    }
    return all;
  }

  private void measure(ObjectNode all, EngineBenchmark engine, List<Peer> peers) {
    ObjectNode floor = JSON.createObjectNode();
    Map<Peer, ObjectNode> others = new LinkedHashMap<>();
    peers.forEach(peer -> others.put(peer, JSON.createObjectNode()));
    for (String work : List.of("forward", "train")) {
      boolean train = work.equals("train");
      Map<String, DoubleSupplier> sides = new LinkedHashMap<>();
      sides.put("engine", train ? engine::train : engine::forward);
      List<Peer> able = peers.stream().filter(peer -> peer.works().contains(work)).toList();
      able.forEach(peer -> sides.put(peer.name(), () -> peer.seconds(work)));
      Map<String, double[]> seconds = alternate(sides);
      double flops = train ? shape.trainFlops() : shape.forwardFlops();
      double median = rates(all, work, Objects.requireNonNull(seconds.get("engine"), "engine"));
      all.put(work + "_gflops", round(median * flops / 1e9));
      double limit = engine.floor(train);
      floor.put(work, round(limit / flops)).put(work + "_gflops", round(limit / 1e9));
      for (Peer peer : able) {
        double[] passes = seconds.get(peer.name());
        if (passes != null) { // else it failed
          ObjectNode figures = Objects.requireNonNull(others.get(peer), peer.name());
          double theirs = rates(figures, work, passes);
          figures.put(work + "_ratio", Math.round(100 * median / theirs) / 100.0);
        }
      }
    }
    all.set("floor", floor);
    peakMegabytes().ifPresent(peak -> all.put("resident_peak_mb", peak));
    others.values().removeIf(ObjectNode::isEmpty);
    others.forEach(
        (peer, figures) -> {
          figures.set("versions", peer.versions());
          all.set(peer.name(), figures);
        });
  }

  private double rates(ObjectNode into, String work, double[] seconds) {
    double median = shape.batch() / seconds[seconds.length / 2];
    into.put(work + "_median", round(median))
        .put(work + "_best", round(shape.batch() / seconds[0]));
    return median;
  }

  /** Seconds of all passes of each side, ascending; of none that failed. */
  private Map<String, double[]> alternate(Map<String, DoubleSupplier> sides) {
    Map<String, double[]> seconds = new LinkedHashMap<>();
    for (String side : List.copyOf(sides.keySet())) {
      unlessPeerFails(
          sides,
          side,
          pass -> {
            int turn = (int) Math.max(1, Math.min(MOST_A_TURN, TURN_SECONDS / warmUp(pass)));
            seconds.put(side, new double[settings.rounds * turn]);
          });
    }
    for (int round = 0; round < settings.rounds; round++) {
      int now = round;
      for (String side : List.copyOf(sides.keySet())) {
        unlessPeerFails(
            sides, side, pass -> turn(Objects.requireNonNull(seconds.get(side), side), now, pass));
      }
    }
    seconds.keySet().retainAll(sides.keySet());
    seconds.values().forEach(Arrays::sort);
    return seconds;
  }

  private void turn(double[] seconds, int round, DoubleSupplier pass) {
    int passes = seconds.length / settings.rounds;
    for (int i = 0; i < passes; i++) {
      seconds[round * passes + i] = pass.getAsDouble();
    }
  }

  private void unlessPeerFails(
      Map<String, DoubleSupplier> sides, String side, Consumer<DoubleSupplier> work) {
    try {
      work.accept(sides.get(side));
    } catch (PeerException e) {
      trouble.accept(e.getMessage());
      sides.remove(side);
    }
  }

  /** At least three passes and two seconds: Java compiles what it sees often. */
  private static double warmUp(DoubleSupplier pass) {
    double last = 0;
    double sum = 0;
    for (int i = 0; i < WARM_UP || (sum < WARM_UP_SECONDS && i < MOST_WARM_UP); i++) {
      last = pass.getAsDouble();
      sum += last;
    }
    return last;
  }

  private static void profile(ArrayNode into, List<Step> steps) {
    double sum = steps.stream().mapToDouble(Step::seconds).sum();
    for (Step step : steps.subList(0, Math.min(STEPS_SHOWN, steps.size()))) {
      into.addObject()
          .put("name", step.name())
          .put("shapes", step.shapes())
          .put("calls", step.calls())
          .put("milliseconds", Math.round(1e6 * step.seconds() / step.calls()) / 1e3)
          .put("percent", round(100 * step.seconds() / sum))
          .put("gflops", round(step.flops() / step.seconds() / 1e9));
    }
  }

  /** Most resident memory of this process so far, where the kernel tells. */
  private static OptionalLong peakMegabytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private static double round(double value) {
    return Math.round(10 * value) / 10.0;
  }
}
