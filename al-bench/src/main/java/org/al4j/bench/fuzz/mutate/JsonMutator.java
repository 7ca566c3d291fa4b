package org.al4j.bench.fuzz.mutate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Mutations of a JSON document that leave it one, mostly; of what is none, those of a text. */
final class JsonMutator implements Mutator {
  /** Characters beyond ASCII are escaped: half a surrogate pair can be written no other way. */
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamWriteConstraints( // a change may nest deeper than what was read
                      StreamWriteConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
                  .build())
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private static final List<String> STRINGS =
      List.of(
          "",
          " ",
          "\0",
          "\n",
          "two\nlines",
          "\u2028",
          "\ud800",
          "\udc00x",
          "\ufeff",
          "\ud83d\udc69\u200d\ud83d\udcbb",
          "e\u0301",
          "../x",
          "/",
          "%s%d",
          "null",
          "0",
          "-1",
          "1e400",
          "NaN",
          "true",
          "x".repeat(3_000));

  private static final int[] DEPTHS = {2, 60, 130, 600, 1_100, 20_000};
  private final TextMutator text = new TextMutator();

  /** A place in the document: the child {@code index} of a container. */
  private record Place(ContainerNode<?> parent, int index) {
    JsonNode value() {
      return parent instanceof ArrayNode array ? array.get(index) : parent.path(key());
    }

    String key() {
      Iterator<String> names = parent.fieldNames();
      for (int i = 0; i < index; i++) {
        names.next();
      }
      return names.next();
    }

    void set(JsonNode value) {
      if (parent instanceof ArrayNode array) {
        array.set(index, value);
      } else if (parent instanceof ObjectNode object) {
        object.set(key(), value);
      }
    }

    void remove() {
      if (parent instanceof ArrayNode array) {
        array.remove(index);
      } else if (parent instanceof ObjectNode object) {
        object.remove(key());
      }
    }
  }

  @Override
  public byte[] mutate(byte[] bytes, byte[] other, RandomGenerator random) {
    JsonNode root = parse(bytes);
    List<Place> places = new ArrayList<>();
    collect(root, places);
    if (places.isEmpty()) {
      return text.mutate(bytes, other, random);
    }
    Place place = places.get(random.nextInt(places.size()));
    Place second = places.get(random.nextInt(places.size()));
    return switch (random.nextInt(16)) {
      case 0, 1, 2 -> written(root, place::remove);
      case 3, 4, 5, 6 -> written(root, () -> place.set(value(random)));
      case 7 -> written(root, () -> place.set(relative(place.value(), random)));
      case 8, 9 -> written(root, () -> swap(place, second));
      case 10 -> written(root, () -> place.set(second.value().deepCopy()));
      case 11 -> written(root, () -> rename(place, second, random));
      case 12 -> written(root, () -> add(place, second, random));
      case 13 -> from(other, root, place, random);
      case 14 -> deep(root, place, random);
      default -> doubled(root, place, random);
    };
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      return JsonNodeFactory.instance.missingNode();
    }
  }

  private static void collect(JsonNode node, List<Place> places) {
    if (node instanceof ContainerNode<?> container) {
      for (int i = 0; i < container.size(); i++) {
        places.add(new Place(container, i));
      }
      container.forEach(child -> collect(child, places));
    }
  }

  private static byte[] written(JsonNode root, Runnable change) {
    change.run();
    return written(root);
  }

  private static byte[] written(JsonNode root) {
    try {
      return JSON.writeValueAsBytes(root);
    } catch (IOException e) {
      throw new IllegalStateException("a tree that was read can be written", e);
    }
  }

  private static void swap(Place first, Place second) {
    JsonNode value = first.value().deepCopy();
    first.set(second.value().deepCopy());
    second.set(value);
  }

  /** Gives a field another's name, or one of the odd ones. */
  private static void rename(Place place, Place other, RandomGenerator random) {
    if (place.parent() instanceof ObjectNode object) {
      String key = place.key();
      String name =
          other.parent() instanceof ObjectNode && random.nextBoolean()
              ? other.key()
              : random.nextBoolean() ? key + "x" : string(random);
      object.set(name, object.remove(key));
    } else {
      place.set(value(random));
    }
  }

  private static void add(Place place, Place other, RandomGenerator random) {
    JsonNode value = random.nextBoolean() ? value(random) : other.value().deepCopy();
    if (place.parent() instanceof ObjectNode object) {
      object.set(other.parent() instanceof ObjectNode ? other.key() : string(random), value);
    } else if (place.parent() instanceof ArrayNode array) {
      array.insert(place.index(), value);
    }
  }

  /** A value of another file. */
  private static byte[] from(byte[] other, JsonNode root, Place place, RandomGenerator random) {
    List<Place> others = new ArrayList<>();
    collect(parse(other), others);
    JsonNode value =
        others.isEmpty() ? value(random) : others.get(random.nextInt(others.size())).value();
    place.set(value);
    return written(root);
  }

  /** Lists in lists in lists; some are not closed. */
  private static byte[] deep(JsonNode root, Place place, RandomGenerator random) {
    String mark = "al4j-deep";
    place.set(JsonNodeFactory.instance.textNode(mark));
    int depth = DEPTHS[random.nextInt(DEPTHS.length)];
    boolean object = random.nextInt(4) == 0;
    String opening = (object ? "{\"a\":" : "[").repeat(depth);
    String closing = random.nextInt(4) == 0 ? "" : (object ? "}" : "]").repeat(depth);
    return replaceMark(root, mark, opening + (object ? "0" : "") + closing);
  }

  /** A field that stands there twice. */
  private static byte[] doubled(JsonNode root, Place place, RandomGenerator random) {
    if (!(place.parent() instanceof ObjectNode)) {
      return written(root, () -> place.set(value(random)));
    }
    String key = new String(written(JsonNodeFactory.instance.textNode(place.key())), utf8());
    JsonNode old = place.value().deepCopy();
    JsonNode next = random.nextBoolean() ? old : value(random);
    String mark = "al4j-twice";
    place.set(JsonNodeFactory.instance.textNode(mark));
    return replaceMark(
        root,
        mark,
        new String(written(old), utf8()) + "," + key + ":" + new String(written(next), utf8()));
  }

  private static byte[] replaceMark(JsonNode root, String mark, String with) {
    return new String(written(root), utf8()).replace("\"" + mark + "\"", with).getBytes(utf8());
  }

  private static java.nio.charset.Charset utf8() {
    return StandardCharsets.UTF_8;
  }

  private static JsonNode relative(JsonNode value, RandomGenerator random) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    if (value.isIntegralNumber()) {
      return make.numberNode(value.asLong() + random.nextInt(9) - 4);
    }
    if (value.isNumber()) {
      return make.numberNode(value.asDouble() * (random.nextInt(5) - 2));
    }
    if (value.isTextual()) {
      return make.textNode(value.asText() + string(random));
    }
    return value.isBoolean() ? make.booleanNode(!value.asBoolean()) : value(random);
  }

  private static String string(RandomGenerator random) {
    return STRINGS.get(random.nextInt(STRINGS.size()));
  }

  private static JsonNode value(RandomGenerator random) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    return switch (random.nextInt(10)) {
      case 0 -> make.nullNode();
      case 1 -> make.booleanNode(random.nextBoolean());
      case 2, 3 -> make.numberNode(ByteMutator.NUMBERS[random.nextInt(ByteMutator.NUMBERS.length)]);
      case 4 -> make.numberNode(BigInteger.TWO.pow(64 + random.nextInt(2) * 1_000));
      case 5 -> make.numberNode(random.nextBoolean() ? 0.5 : 1e300);
      case 6 -> make.arrayNode();
      case 7 -> make.objectNode();
      default -> make.textNode(string(random));
    };
  }
}
