package org.al4j.bench.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Texts of ten classes: some words of the class among words of all. */
final class MadeUpTexts {
  private static final int CLASSES = 10;
  private static final int WORDS = 25;
  private static final int OF_A_CLASS = 40;
  private static final int COMMON = 2_000;
  private static final double OWN = 0.2;

  private MadeUpTexts() {}

  static List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (int c = 0; c < CLASSES; c++) {
      labels.add("class" + c);
    }
    return labels;
  }

  /** A function of the seed. */
  static List<String> of(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int c = random.nextInt(CLASSES);
      StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "c%d text %d", c, i));
      for (int w = 0; w < WORDS; w++) {
        boolean own = random.nextDouble() < OWN;
        text.append(own ? " own" + c + "x" + random.nextInt(OF_A_CLASS) : common(random));
      }
      texts.add(text.toString());
    }
    return texts;
  }

  private static String common(SplittableRandom random) {
    double skewed = random.nextDouble() * random.nextDouble();
    return " word" + (int) (COMMON * skewed);
  }

  /** The label of one of them. */
  static String truth(String text) {
    return "class" + text.charAt(1);
  }
}
