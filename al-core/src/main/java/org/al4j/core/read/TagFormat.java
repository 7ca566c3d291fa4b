package org.al4j.core.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.TagSequence;
import org.al4j.core.read.internal.JsonRows;
import org.al4j.core.read.internal.LabelKinds;
import org.al4j.core.tags.TagScheme;

/**
 * A tag for each word, in IOB2: a JSON array, or tags with blanks between them. The words are those
 * that the file says, or what stands between the blanks of the text.
 */
record TagFormat() implements LabelFormat<TagSequence> {
  @Override
  public Class<TagSequence> kind() {
    return TagSequence.class;
  }

  @Override
  public TagSequence annotation(LabelCells cells) {
    String cell = cells.first().strip();
    List<String> tags = cell.startsWith("[") ? array(cell) : Arrays.asList(cell.split("\\s+"));
    TagScheme.IOB2
        .problem(tags)
        .ifPresent(
            problem -> {
              throw new InvalidInputException(
                  problem.what()
                      + " in "
                      + LabelKinds.quoted(cell)
                      + "; write IOB2, or give a file of words and tags in columns");
            });
    return new TagSequence(tags);
  }

  private static List<String> array(String cell) {
    List<String> tags = new ArrayList<>();
    Map<String, String> same = new HashMap<>(); // most tags of a sentence are equal
    try (JsonParser json = JsonRows.JSON.createParser(cell)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.VALUE_STRING) {
        tags.add(same.computeIfAbsent(json.getText(), tag -> tag));
      }
      if (json.currentToken() != JsonToken.END_ARRAY || json.nextToken() != null) {
        throw noArray(cell);
      }
    } catch (IOException e) {
      throw noArray(cell);
    }
    return tags;
  }

  private static InvalidInputException noArray(String cell) {
    return new InvalidInputException(
        "the tags must be a JSON array such as [\"B-PER\", \"O\"], or have blanks between them, found "
            + LabelKinds.quoted(cell));
  }

  @Override
  public List<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  @Override
  public Optional<String> usualColumn() {
    return Optional.of("tags");
  }

  @Override
  public boolean takesArrays() {
    return true;
  }

  @Override
  public String describe() {
    return LabelKinds.TAGS;
  }
}
