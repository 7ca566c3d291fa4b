package org.al4j.examples.pictures;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.al4j.core.Seeds;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.pool.Pool;

/**
 * The data set of the pictures: three overlapping classes of unequal sizes, a small group far from
 * everything labelled, and a text that occurs several times where the model is unsure; few labels.
 * Equal on every machine.
 */
final class MadeUpPlane {
  static final LabelSpace LABELS = LabelSpace.of("blue", "orange", "green");

  private static final int LONGEST = 4;
  private static final int MARGIN = 9;
  private static final Place DUPLICATES = new Place(170, 120);
  private static final int COPIES = 4;

  private final RandomGenerator random = new Seeds(3).generator("plane", 0);
  private final Map<Instance, ClassLabel> gold = new HashMap<>();
  private final List<Labelled<ClassLabel>> labelled = new ArrayList<>();
  private final List<Labelled<ClassLabel>> validation = new ArrayList<>();
  private final List<Instance> target = new ArrayList<>();

  /** A normal distribution with independent axes. */
  private record Bell(Place centre, int right, int down) {}

  private static final Bell BLUE = new Bell(new Place(98, 118), 36, 40);
  private static final Bell ORANGE = new Bell(new Place(212, 186), 40, 28);
  private static final Bell GREEN = new Bell(new Place(240, 78), 32, 22);
  private static final Bell OUTLYING = new Bell(new Place(326, 246), 8, 9);
  private static final Bell WANTED = new Bell(new Place(205, 220), 30, 13);

  MadeUpPlane() {
    fill("blue", BLUE, 130);
    fill("orange", ORANGE, 80);
    fill("green", GREEN, 40);
    fill("green", OUTLYING, 9);
    label("blue", BLUE, 5);
    label("orange", ORANGE, 4);
    label("green", GREEN, 3);
    validate("blue", BLUE, 14);
    validate("orange", ORANGE, 10);
    validate("green", GREEN, 6);
    validate("green", OUTLYING, 2);
    for (int i = 0; i < 12; i++) {
      target.add(draw(WANTED).instance("t" + i, 1));
    }
    for (int i = 0; i < COPIES; i++) {
      add("blue", DUPLICATES, 2);
    }
  }

  private void fill(String label, Bell bell, int count) {
    for (int i = 0; i < count; i++) {
      draw(label, bell);
    }
  }

  private Instance draw(String label, Bell bell) {
    return add(label, draw(bell), 1 + random.nextInt(LONGEST));
  }

  private Instance add(String label, Place place, int length) {
    String id = String.format(Locale.ROOT, "p%03d", gold.size());
    Instance instance = place.instance(id, length);
    gold.put(instance, new ClassLabel(label));
    return instance;
  }

  private void label(String label, Bell bell, int count) {
    for (int i = 0; i < count; i++) {
      labelled.add(new Labelled<>(draw(label, bell), new ClassLabel(label)));
    }
  }

  private void validate(String label, Bell bell, int count) {
    for (int i = 0; i < count; i++) {
      Instance instance = draw(bell).instance("v" + validation.size(), 1);
      validation.add(new Labelled<>(instance, new ClassLabel(label)));
    }
  }

  private Place draw(Bell bell) {
    return new Place(
        draw(bell.centre().x(), bell.right(), Place.WIDTH),
        draw(bell.centre().y(), bell.down(), Place.HEIGHT));
  }

  /** By Box and Muller; {@link StrictMath} is the same on every machine. */
  private int draw(int mean, int deviation, int size) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    double normal = radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    return (int)
        Math.max(MARGIN, Math.min(size - MARGIN, StrictMath.rint(mean + deviation * normal)));
  }

  /** Nothing labelled. */
  Pool<ClassLabel> untouched() {
    return Pool.unlabelled(gold.keySet());
  }

  /** The few first labels known. */
  Pool<ClassLabel> pool() {
    return untouched().label(labelled);
  }

  /** The instances with their true labels. */
  List<Labelled<ClassLabel>> answers(List<Instance> asked) {
    return asked.stream().map(one -> new Labelled<>(one, gold(one))).toList();
  }

  /** How often a text repeats itself, 1 to 4. */
  static int length(Instance instance) {
    return (int) instance.text().chars().filter(c -> c == 'a').count();
  }

  /** The true label. */
  ClassLabel gold(Instance instance) {
    return Objects.requireNonNull(gold.get(instance), instance.id());
  }

  /** Labelled instances beside the pool. */
  List<Labelled<ClassLabel>> validation() {
    return List.copyOf(validation);
  }

  /** Texts of a domain one is interested in, beside the pool. */
  List<Instance> target() {
    return List.copyOf(target);
  }
}
