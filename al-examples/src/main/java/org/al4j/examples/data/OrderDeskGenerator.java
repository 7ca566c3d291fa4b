package org.al4j.examples.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.tags.Span;
import org.al4j.core.tags.TagFiles;
import org.al4j.core.tags.TagScheme;
import org.al4j.core.tags.WordRule;

/**
 * Makes the embedded tagged sentences: short messages about orders, with products, dates, people
 * and places. A third has none of them. Few are hard: people who are called like a month or a
 * place, products that are called like a person, and products with a date or a place in them. Words
 * are misspelt, and some spans were overlooked. Nothing in it refers to a model or a strategy.
 *
 * <p>{@link Random} is used because its algorithm is fixed by its specification, so that the files
 * are the same on every JVM.
 */
final class OrderDeskGenerator {
  static final int TRAIN = 1600;
  static final int TEST = 400;
  private static final long SEED = 20_261_130L;
  private static final double OVERLOOKED = 0.02;
  private static final double TYPO = 0.02;
  private static final double LOWER_CASE = 0.15;
  private static final int SHORTEST_MISSPELT = 5;
  private static final Pattern SPAN = Pattern.compile("<([A-Z]+) ([^<>]+)>");

  private final Grammar grammar = Grammar.read("order-desk-grammar.txt");
  private final Random random = new Random(SEED);
  private final List<String> words = new ArrayList<>();
  private final List<Span> spans = new ArrayList<>();

  /**
   * Writes {@code order-desk-train.conll} and {@code order-desk-test.conll}.
   *
   * @param args the folder to write to
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    List<Labelled<TagSequence>> all = sentences();
    write(folder.resolve("order-desk-train.conll"), all.subList(0, TRAIN));
    write(folder.resolve("order-desk-test.conll"), all.subList(TRAIN, all.size()));
  }

  static void write(Path file, List<Labelled<TagSequence>> sentences) throws IOException {
    TagFiles.writeConll(file, sentences, TagScheme.IOB2);
  }

  /** All sentences: the train part, then the test part; they differ. */
  static List<Labelled<TagSequence>> sentences() {
    OrderDeskGenerator generator = new OrderDeskGenerator();
    Set<String> seen = new HashSet<>();
    List<Labelled<TagSequence>> sentences = new ArrayList<>();
    while (sentences.size() < TRAIN + TEST) {
      String id = String.format(Locale.ROOT, "od-%04d", sentences.size() + 1);
      Labelled<TagSequence> one = generator.sentence(id);
      if (seen.add(one.instance().text().toLowerCase(Locale.ROOT))) {
        sentences.add(one);
      }
    }
    return sentences;
  }

  private Labelled<TagSequence> sentence(String id) {
    words.clear();
    spans.clear();
    read(decorated(grammar.sentence(grammar.label(random), random)));
    boolean lower = random.nextDouble() < LOWER_CASE;
    words.replaceAll(word -> misspelt(lower ? word.toLowerCase(Locale.ROOT) : word));
    if (!spans.isEmpty() && random.nextDouble() < OVERLOOKED) {
      spans.remove(random.nextInt(spans.size()));
    }
    return new Labelled<>(
        Instance.ofWords(id, words), new TagSequence(TagScheme.IOB2.tags(spans, words.size())));
  }

  private String decorated(String message) {
    String greeting = random.nextDouble() < 0.15 ? grammar.item("greeting", random) + " " : "";
    String closing = random.nextDouble() < 0.2 ? " " + grammar.item("closing", random) : "";
    return greeting + message + closing;
  }

  /** Cuts what is within spans and between them into words. */
  private void read(String marked) {
    Matcher span = SPAN.matcher(marked);
    int at = 0;
    while (span.find()) {
      cut(marked.substring(at, span.start()));
      int first = words.size();
      cut(span.group(2));
      spans.add(new Span(span.group(1), first, words.size()));
      at = span.end();
    }
    cut(marked.substring(at));
  }

  private void cut(String text) {
    words.addAll(WordRule.cut(text).words(text));
  }

  /** Two letters change places. */
  private String misspelt(String word) {
    if (word.length() < SHORTEST_MISSPELT || random.nextDouble() >= TYPO) {
      return word;
    }
    int at = 1 + random.nextInt(word.length() - 3);
    return word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
  }
}
