package org.al4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;

/** Made-up labelled texts: each class has words of its own among words that all share. */
public final class FakeTexts {
  private FakeTexts() {}

  /** The names {@code class-0} to {@code class-(classes - 1)}. */
  public static LabelSpace labels(int classes) {
    List<String> names = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      names.add("class-" + c);
    }
    return LabelSpace.of(names);
  }

  /**
   * {@code count} texts of six words over {@code classes} classes; equal arguments give equal
   * texts.
   */
  public static Dataset<ClassLabel> dataset(int count, int classes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Labelled<ClassLabel>> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int label = random.nextInt(classes);
      StringBuilder text = new StringBuilder();
      for (int w = 0; w < 6; w++) {
        boolean own = random.nextInt(10) < 3;
        text.append(w == 0 ? "" : " ")
            .append(own ? "own" + label + "x" + random.nextInt(8) : "any" + random.nextInt(40));
      }
      Instance instance = Instance.ofText(String.format(Locale.ROOT, "t%06d", i), text.toString());
      items.add(new Labelled<>(instance, new ClassLabel("class-" + label)));
    }
    return new Dataset<>(items, labels(classes));
  }

  /**
   * {@code count} texts of up to ten words, each with any of {@code classes} classes, none
   * included; equal arguments give equal texts.
   */
  public static Dataset<LabelSet> labelSets(int count, int classes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Labelled<LabelSet>> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder("any" + random.nextInt(40));
      List<String> names = new ArrayList<>();
      for (int c = 0; c < classes; c++) {
        if (random.nextInt(10) < 4) {
          names.add("class-" + c);
          text.append(" own").append(c).append('x').append(random.nextInt(4));
        }
        text.append(" any").append(random.nextInt(40));
      }
      Instance instance = Instance.ofText(String.format(Locale.ROOT, "t%06d", i), text.toString());
      items.add(new Labelled<>(instance, LabelSet.of(names)));
    }
    return new Dataset<>(items, labels(classes));
  }

  /**
   * {@code count} texts of six words, each with a number: 10, plus 2 for each good word, less 2 for
   * each bad one, and a little noise; equal arguments give equal texts.
   */
  public static Dataset<RealValue> numbers(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Labelled<RealValue>> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder();
      double value = 10 + 0.2 * random.nextDouble();
      for (int w = 0; w < 6; w++) {
        int way = random.nextInt(5) - 2; // -2 bad, 2 good
        value += Math.abs(way) == 2 ? way : 0;
        String word = way == 2 ? "good" : way == -2 ? "bad" : "any";
        text.append(w == 0 ? "" : " ").append(word).append(random.nextInt(word.length() * 2));
      }
      Instance instance = Instance.ofText(String.format(Locale.ROOT, "t%06d", i), text.toString());
      items.add(new Labelled<>(instance, new RealValue(value)));
    }
    return new Dataset<>(items, LabelSpace.none());
  }
}
