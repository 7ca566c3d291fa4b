package org.al4j.study.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.JsonInput;
import org.jspecify.annotations.Nullable;

/**
 * {@code study.json} from and to records. Reading is strict: the file decides what a resumed study
 * does, and a key that is misspelt, missing or there twice would silently decide otherwise.
 */
final class StudyJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  /** A study's settings are a screenful. */
  private static final long LONGEST = 10_000_000;

  private StudyJson() {}

  static byte[] bytes(StudySettings settings) throws IOException {
    return JSON.writeValueAsBytes(settings);
  }

  /**
   * Reads settings.
   *
   * @throws InvalidInputException naming the file and the place, if it holds anything else
   */
  static StudySettings read(Path file) {
    try {
      JsonNode root = JsonInput.read(file, LONGEST);
      if (root.isMissingNode()) {
        throw bad(file, "it is empty");
      }
      wrong(root, StudySettings.class, "")
          .ifPresent(
              what -> {
                throw bad(file, what);
              });
      return JSON.treeToValue(root, StudySettings.class);
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof InvalidInputException refused) {
        throw bad(file, String.valueOf(refused.getMessage()));
      }
      throw bad(file, firstLine(e.getOriginalMessage()));
    } catch (JsonProcessingException e) {
      throw bad(file, firstLine(e.getOriginalMessage()));
    }
  }

  /** What keys lack or are too many, here and in the records below. */
  private static Optional<String> wrong(JsonNode node, Class<?> type, String path) {
    if (!node.isObject()) {
      String what = path.isEmpty() ? "it" : "'" + path.substring(0, path.length() - 1) + "'";
      return Optional.of(what + " must be an object, found " + shortened(node));
    }
    List<RecordComponent> known = Arrays.asList(type.getRecordComponents());
    List<String> names = known.stream().map(RecordComponent::getName).toList();
    Stream<String> unknown =
        node.properties().stream()
            .map(field -> field.getKey())
            .filter(key -> !names.contains(key))
            .map(key -> "unknown key '" + path + key + "'; known are " + names);
    Stream<String> lacking =
        known.stream()
            .filter(key -> !isNullable(key) && !node.hasNonNull(key.getName()))
            .map(key -> "'" + path + key.getName() + "' is missing");
    Stream<String> ofOtherKinds =
        known.stream()
            .filter(key -> node.hasNonNull(key.getName()))
            .flatMap(
                key ->
                    wrongKind(node.get(key.getName()), key.getType())
                        .map(
                            kind ->
                                "'"
                                    + path
                                    + key.getName()
                                    + "' must be "
                                    + kind
                                    + ", found "
                                    + shortened(node.get(key.getName())))
                        .stream());
    Stream<String> below =
        known.stream()
            .filter(key -> key.getType().isRecord() && node.hasNonNull(key.getName()))
            .flatMap(
                key ->
                    wrong(node.get(key.getName()), key.getType(), path + key.getName() + ".")
                        .stream());
    return Stream.of(unknown, lacking, ofOtherKinds, below).flatMap(found -> found).findFirst();
  }

  /** What a value should be, if it is not. */
  private static Optional<String> wrongKind(JsonNode value, Class<?> type) {
    if (type == int.class || type == Integer.class) {
      boolean right = value.isIntegralNumber() && value.canConvertToInt();
      return right ? Optional.empty() : Optional.of("a whole number");
    }
    if (type == double.class || type == Double.class) {
      return value.isNumber() ? Optional.empty() : Optional.of("a number");
    }
    if (type == boolean.class || type == Boolean.class) {
      return value.isBoolean() ? Optional.empty() : Optional.of("true or false");
    }
    if (type == String.class) {
      return isText(value) ? Optional.empty() : Optional.of("a text");
    }
    if (type == List.class) {
      boolean right = value.isArray() && value.valueStream().allMatch(element -> isText(element));
      return right ? Optional.empty() : Optional.of("a list of texts");
    }
    return Optional.empty(); // a record, which is looked into, or left to Jackson
  }

  /** No path, and no name of ours, has a NUL in it. */
  private static boolean isText(JsonNode value) {
    return value.isTextual() && value.textValue().indexOf('\0') < 0;
  }

  private static boolean isNullable(RecordComponent key) {
    return key.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private static String shortened(JsonNode node) {
    String text = node.toString();
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }

  private static InvalidInputException bad(Path file, String what) {
    return new InvalidInputException(
        file + " is not a study's settings: " + what + "; restore it, or start a new study");
  }
}
