package org.al4j.examples.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * A small generative grammar of texts: word lists, and per class weighted topics with templates.
 * The notation is described at the head of {@code support-desk-grammar.txt}.
 */
final class Grammar {
  /** Templates that are drawn with a weight. */
  private record Topic(double weight, List<String> templates) {}

  private final Map<String, List<String>> lists = new HashMap<>();
  private final Map<String, Double> shares = new LinkedHashMap<>();
  private final Map<String, List<Topic>> topics = new LinkedHashMap<>();
  private final Map<String, List<String>> ambiguous = new HashMap<>();

  /** Reads a grammar that lies beside this class. */
  static Grammar read(String resource) {
    try (InputStream in = Grammar.class.getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return parse(lines.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a grammar. */
  static Grammar parse(List<String> lines) {
    Grammar grammar = new Grammar();
    List<List<String>> open = new ArrayList<>();
    String current = "";
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("# ")) {
        continue;
      }
      String rest = line.substring(1).strip();
      switch (line.charAt(0)) {
        case '$' -> grammar.addList(rest);
        case '@' -> current = grammar.addClass(rest);
        case '+' -> open = List.of(grammar.addTopic(current, Double.parseDouble(rest)));
        case '~' -> open = grammar.addAmbiguous(rest);
        default -> open.forEach(templates -> templates.add(line));
      }
    }
    return grammar;
  }

  private void addList(String definition) {
    int colon = definition.indexOf(':');
    String[] items = definition.substring(colon + 1).strip().split(" \\| ");
    lists.put(definition.substring(0, colon), List.of(items));
  }

  private String addClass(String definition) {
    String[] parts = definition.split(" ", -1);
    shares.put(parts[0], Double.parseDouble(parts[1]));
    topics.put(parts[0], new ArrayList<>());
    return parts[0];
  }

  private List<String> addTopic(String label, double weight) {
    List<String> templates = new ArrayList<>();
    defined(topics, label).add(new Topic(weight, templates));
    return templates;
  }

  private List<List<String>> addAmbiguous(String labels) {
    List<List<String>> both = new ArrayList<>();
    for (String label : labels.split(" ", -1)) {
      both.add(ambiguous.computeIfAbsent(label, missing -> new ArrayList<>()));
    }
    return both;
  }

  /** The class names, largest share first. */
  List<String> labels() {
    return List.copyOf(shares.keySet());
  }

  /** Draws a class by its share. */
  String label(RandomGenerator random) {
    List<String> names = labels();
    return names.get(weighted(names.stream().mapToDouble(shares::get).toArray(), random));
  }

  /** A sentence of a topic of the class. */
  String sentence(String label, RandomGenerator random) {
    List<Topic> all = defined(topics, label);
    Topic topic = all.get(weighted(all.stream().mapToDouble(Topic::weight).toArray(), random));
    return expand(pick(topic.templates(), random), random);
  }

  /** A sentence that could as well stand in another class. */
  String ambiguousSentence(String label, RandomGenerator random) {
    return expand(pick(defined(ambiguous, label), random), random);
  }

  /** An item of a word list. */
  String item(String list, RandomGenerator random) {
    return expand(pick(defined(lists, list), random), random);
  }

  private static <T> List<T> defined(Map<String, List<T>> all, String name) {
    return Objects.requireNonNull(all.get(name), name);
  }

  private String expand(String template, RandomGenerator random) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == '{') {
        int end = template.indexOf('}', i);
        out.append(item(template.substring(i + 1, end), random));
        i = end;
      } else if (c == '[') {
        int end = template.indexOf(']', i);
        String[] alternatives = template.substring(i + 1, end).split("\\|", -1);
        out.append(expand(pick(List.of(alternatives), random), random));
        i = end;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String pick(List<String> items, RandomGenerator random) {
    return items.get(random.nextInt(items.size()));
  }

  private static int weighted(double[] weights, RandomGenerator random) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double left = random.nextDouble() * total;
    int index = 0;
    while (index < weights.length - 1 && left >= weights[index]) {
      left -= weights[index++];
    }
    return index;
  }
}
