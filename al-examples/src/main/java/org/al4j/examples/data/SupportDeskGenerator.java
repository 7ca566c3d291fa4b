package org.al4j.examples.data;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Makes the embedded data set: short messages to the support desk of a web shop, six classes of
 * unequal size, each with frequent and rare topics. Classes overlap: sentences about other matters
 * are mixed in, some texts could belong to two classes, words are misspelt, and 2.5 % of the labels
 * are wrong. Nothing in it refers to a model or a strategy.
 *
 * <p>{@link Random} is used because its algorithm is fixed by its specification, so that the files
 * are the same on every JVM.
 */
final class SupportDeskGenerator {
  static final int TRAIN = 2400;
  static final int TEST = 600;
  private static final long SEED = 20_240_601L;
  private static final double AMBIGUOUS = 0.12;
  private static final double WRONG_LABEL = 0.025;
  private static final double TYPO = 0.03;
  private static final int SHORTEST_MISSPELT = 4;

  private final Grammar grammar = Grammar.read("support-desk-grammar.txt");
  private final Random random = new Random(SEED);

  /** A text with its label. */
  record Row(String text, String label) {}

  /**
   * Writes {@code support-desk-train.csv} and {@code support-desk-test.csv}.
   *
   * @param args the folder to write to
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    List<Row> rows = rows();
    Files.writeString(folder.resolve("support-desk-train.csv"), csv(rows, 0, TRAIN));
    Files.writeString(folder.resolve("support-desk-test.csv"), csv(rows, TRAIN, TRAIN + TEST));
  }

  /** All rows: the train part, then the test part; the texts differ. */
  static List<Row> rows() {
    SupportDeskGenerator generator = new SupportDeskGenerator();
    Set<String> seen = new HashSet<>();
    List<Row> rows = new ArrayList<>();
    while (rows.size() < TRAIN + TEST) {
      Row row = generator.row();
      if (seen.add(row.text().toLowerCase(Locale.ROOT))) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** The rows from {@code from} to before {@code to} as CSV with columns id, text, label. */
  static String csv(List<Row> rows, int from, int to) {
    StringWriter out = new StringWriter();
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    csv.writeRecord("id", "text", "label");
    for (int i = from; i < to; i++) {
      csv.writeRecord(
          String.format(Locale.ROOT, "sd-%04d", i + 1), rows.get(i).text(), rows.get(i).label());
    }
    return out.toString();
  }

  private Row row() {
    String label = grammar.label(random);
    String text = misspelt(decorated(message(label)));
    if (random.nextDouble() < WRONG_LABEL) {
      List<String> others = grammar.labels().stream().filter(name -> !name.equals(label)).toList();
      return new Row(text, others.get(random.nextInt(others.size())));
    }
    return new Row(text, label);
  }

  /** What the message is about, mostly with a sentence that says nothing about the class. */
  private String message(String label) {
    boolean unclear = random.nextDouble() < AMBIGUOUS;
    String core =
        unclear ? grammar.ambiguousSentence(label, random) : grammar.sentence(label, random);
    StringBuilder text = new StringBuilder();
    if (random.nextDouble() < 0.1) {
      text.append(grammar.item("noise", random)).append(' ');
    }
    text.append(core);
    if (random.nextDouble() < 0.2) {
      text.append(' ').append(grammar.item("noise", random));
    }
    return text.toString();
  }

  private String decorated(String message) {
    String text = message;
    if (random.nextDouble() < 0.2) {
      text = grammar.item("greeting", random) + " " + text;
    }
    if (random.nextDouble() < 0.25) {
      text = text + " " + grammar.item("closing", random);
    }
    if (random.nextDouble() < 0.15) {
      text = text.toLowerCase(Locale.ROOT);
    }
    if (random.nextDouble() < 0.15) {
      text = text.replaceAll("[.?!]+$", "");
    }
    return text.replaceAll(" +", " ").strip();
  }

  private String misspelt(String text) {
    String[] words = text.split(" ");
    for (int i = 0; i < words.length; i++) {
      if (words[i].length() >= SHORTEST_MISSPELT && random.nextDouble() < TYPO) {
        words[i] = misspeltWord(words[i]);
      }
    }
    return String.join(" ", words);
  }

  private String misspeltWord(String word) {
    int at = 1 + random.nextInt(word.length() - 2);
    String before = word.substring(0, at);
    return switch (random.nextInt(3)) {
      case 0 -> before + word.substring(at + 1);
      case 1 -> before + word.charAt(at) + word.substring(at);
      default -> before + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
    };
  }
}
