package org.al4j.models.embedding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.text.TextEmbedder;
import org.jspecify.annotations.Nullable;

/** Different texts of which a store has no vector yet, and the first place of each. */
final class MissingTexts {
  private final Map<TextKey, String> texts = new LinkedHashMap<>();
  private final List<Integer> numbers = new ArrayList<>();

  /**
   * Adds a text, once.
   *
   * @param number of the text among those that were given, from 1
   */
  void add(TextKey key, String text, int number) {
    if (texts.putIfAbsent(key, text) == null) {
      numbers.add(number);
    }
  }

  boolean has(TextKey key) {
    return texts.containsKey(key);
  }

  int size() {
    return texts.size();
  }

  List<TextKey> keys() {
    return List.copyOf(texts.keySet());
  }

  /**
   * Embeds them.
   *
   * @param each runs after each text
   * @return their records, in the order of the keys
   * @throws InvalidInputException if one cannot be embedded; it is named by its number
   */
  List<byte[]> records(TextEmbedder source, StoreLayout layout, Runnable each) {
    Collector collector = new Collector(source, layout, each);
    try {
      source.embed(List.copyOf(texts.values()), collector);
    } catch (InvalidInputException e) {
      throw collector.refusal == null ? alone(source, e) : collector.refusal;
    }
    if (collector.records.size() != size()) {
      throw new IllegalStateException(
          source.describe()
              + " made "
              + collector.records.size()
              + " vectors of "
              + size()
              + " texts");
    }
    return collector.records;
  }

  /** Makes records of vectors as they come. */
  private final class Collector implements Consumer<float[]> {
    private final TextEmbedder source;
    private final StoreLayout layout;
    private final Runnable each;
    private final List<TextKey> keys = keys();
    private final List<byte[]> records = new ArrayList<>(size());
    private @Nullable InvalidInputException refusal;

    Collector(TextEmbedder source, StoreLayout layout, Runnable each) {
      this.source = source;
      this.layout = layout;
      this.each = each;
    }

    @Override
    public void accept(float[] vector) {
      int at = records.size();
      if (at == size() || vector.length != layout.width()) {
        throw new IllegalStateException(
            source.describe()
                + " must make a vector of width "
                + layout.width()
                + " for each text, found one more, of width "
                + vector.length);
      }
      try {
        records.add(layout.record(keys.get(at), vector));
      } catch (InvalidInputException e) {
        refusal = named(numbers.get(at), e);
        throw refusal;
      }
      each.run();
    }
  }

  /** The source counts what it was given: the text is found by giving it each alone. */
  private InvalidInputException alone(TextEmbedder source, InvalidInputException all) {
    int i = 0;
    for (String text : texts.values()) {
      try {
        source.embed(List.of(text), unused -> {});
      } catch (InvalidInputException e) {
        return named(numbers.get(i), e);
      }
      i++;
    }
    return all;
  }

  private static InvalidInputException named(int number, InvalidInputException e) {
    return new InvalidInputException(
        "text " + number + " cannot be embedded: " + e.getMessage(), e);
  }
}
