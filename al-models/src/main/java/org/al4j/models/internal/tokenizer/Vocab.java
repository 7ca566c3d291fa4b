package org.al4j.models.internal.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.InvalidInputException;

/**
 * The model of a tokenizer's JSON, checked and written anew: what the native library would abort
 * on, when it loads or at the first unknown word, is refused by name.
 *
 * <p>Source: the models of the crate {@code tokenizers} 0.21; in files without a type it is found
 * by the fields, as there.
 */
final class Vocab {
  /** Far beyond every vocabulary, and one more than it is an int. */
  static final int LARGEST_ID = 100_000_000;

  /** A longer word is unknown as a whole; the time for one grows with the square of this. */
  private static final int MOST_CHARACTERS = 1000;

  private static final int MAX_AFFIX = 64;
  private static final Set<String> TYPES = Set.of("WordPiece", "BPE", "WordLevel", "Unigram");

  private final Fields model;
  private final Map<String, Integer> ids = new HashMap<>();
  private final ObjectNode json = JsonFile.newObject();

  /** How many tokens the native library counts, which numbers added ones. */
  private int size;

  private Vocab(Fields model) {
    this.model = model;
  }

  static Vocab read(Fields model) {
    Vocab vocab = new Vocab(model);
    String type = model.has("type") ? model.type(TYPES) : vocab.guess();
    vocab.json.put("type", type);
    switch (type) {
      case "WordPiece" -> vocab.wordPiece();
      case "BPE" -> vocab.bytePairs();
      case "WordLevel" -> vocab.wordLevel();
      default -> vocab.unigram();
    }
    return vocab;
  }

  /** The id of every token. */
  Map<String, Integer> ids() {
    return ids;
  }

  int size() {
    return size;
  }

  ObjectNode json() {
    return json;
  }

  /** Gives a token an id of its own, as far as the form of the vocabulary allows it. */
  void add(String token, int id) {
    if (!(json.get("vocab") instanceof ObjectNode tokens)) {
      throw model.error(
          "the added token '%s' has the id %d; those after a Unigram vocabulary are numbered on",
          token, id);
    }
    tokens.put(token, id);
    ids.put(token, id);
    size++;
  }

  private String guess() {
    if (model.get("merges").isArray()) {
      return "BPE";
    }
    if (model.get("vocab").isArray()) {
      return "Unigram";
    }
    return model.node().has("max_input_chars_per_word") ? "WordPiece" : "WordLevel";
  }

  private void wordPiece() {
    model.only(
        "type", "unk_token", "continuing_subword_prefix", "max_input_chars_per_word", "vocab");
    readIds();
    json.put("unk_token", unknown(model.text("unk_token")));
    json.put("continuing_subword_prefix", affix("continuing_subword_prefix"));
    json.put(
        "max_input_chars_per_word", model.integer("max_input_chars_per_word", 1, MOST_CHARACTERS));
  }

  private void wordLevel() {
    model.only("type", "unk_token", "vocab");
    readIds();
    json.put("unk_token", unknown(model.text("unk_token")));
  }

  private void bytePairs() {
    model.only(
        "type",
        "dropout",
        "unk_token",
        "continuing_subword_prefix",
        "end_of_word_suffix",
        "fuse_unk",
        "byte_fallback",
        "ignore_merges",
        "vocab",
        "merges");
    if (model.has("dropout") && model.get("dropout").asDouble(1) != 0) {
      throw model.error(
          "dropout is %s, which makes tokens random; set it to null", model.get("dropout"));
    }
    readIds();
    json.putNull("dropout");
    json.put("unk_token", model.optionalText("unk_token").map(this::unknown).orElse(null));
    json.put("continuing_subword_prefix", affix("continuing_subword_prefix"));
    json.put("end_of_word_suffix", affix("end_of_word_suffix"));
    for (String flag : List.of("fuse_unk", "byte_fallback", "ignore_merges")) {
      json.put(flag, model.flag(flag, false));
    }
    ArrayNode merges = json.putArray("merges");
    List<JsonNode> pairs = model.array("merges");
    for (int i = 0; i < pairs.size(); i++) {
      merge(i, pairs.get(i), merges);
    }
  }

  /** Absent is empty in effect, for words' prefixes as for their ends. */
  private String affix(String name) {
    String affix = model.optionalText(name).orElse("");
    if (affix.length() > MAX_AFFIX) {
      throw model.error(
          "%s has %d characters, at most %d are read", name, affix.length(), MAX_AFFIX);
    }
    return affix;
  }

  private void merge(int index, JsonNode pair, ArrayNode into) {
    String[] two = pair(index, pair);
    String prefix = affix("continuing_subword_prefix");
    boolean known =
        ids.containsKey(two[0])
            && ids.containsKey(two[1])
            && two[1].startsWith(prefix)
            && ids.containsKey(two[0] + two[1].substring(prefix.length()));
    if (!known) {
      throw model.error(
          "merges[%d] joins '%s' and '%s', not two tokens of the vocabulary that together are a"
              + " third",
          index, two[0], two[1]);
    }
    into.addArray().add(two[0]).add(two[1]);
  }

  private String[] pair(int index, JsonNode pair) {
    String at = model.under("merges[" + index + "]");
    if (pair.isArray() && pair.size() == 2) {
      return new String[] {model.text(at, pair.get(0)), model.text(at, pair.get(1))};
    }
    String line = pair.isTextual() ? model.text(at, pair) : "";
    String[] parts = line.split(" ", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw Fields.bad(model.file(), at, "must be two tokens", pair);
    }
    return parts;
  }

  private void unigram() {
    model.only("type", "unk_id", "vocab", "byte_fallback");
    ArrayNode tokens = json.putArray("vocab");
    List<JsonNode> pieces = model.array("vocab");
    requireTokens(pieces.size());
    for (JsonNode piece : pieces) {
      String at = model.under("vocab[" + size + "]");
      if (!piece.isArray() || piece.size() != 2) {
        throw Fields.bad(model.file(), at, "must be a token and its score", piece);
      }
      String token = model.text(at, piece.get(0));
      tokens.addArray().add(token).add(score(at, piece.get(1)));
      ids.put(token, size++);
    }
    json.put("unk_id", model.integer("unk_id", 0, size - 1));
    json.put("byte_fallback", model.flag("byte_fallback", false));
  }

  private double score(String at, JsonNode score) {
    if (!score.isNumber() || !(Math.abs(score.asDouble()) < 1e9)) {
      throw Fields.bad(model.file(), at, "must have a finite number as its score", score);
    }
    return score.asDouble();
  }

  private void readIds() {
    ObjectNode tokens = json.putObject("vocab");
    Map<Integer, String> used = new HashMap<>();
    Fields vocab = model.object("vocab");
    requireTokens(vocab.node().size());
    for (Map.Entry<String, JsonNode> entry : vocab.entries()) {
      String token = vocab.text(vocab.place(), entry.getKey());
      int id = vocab.id("the id of '" + token + "' in " + vocab.place(), entry.getValue());
      String other = used.put(id, token);
      if (other != null) {
        throw vocab.error("'%s' and '%s' both have the id %d", other, token, id);
      }
      ids.put(token, id);
      tokens.put(token, id);
    }
    size = ids.size();
  }

  private void requireTokens(int count) {
    if (count == 0) {
      throw new InvalidInputException(model.file() + ": no model.vocab in it");
    }
  }

  private String unknown(String token) {
    if (!ids.containsKey(token)) {
      throw model.error("the unk_token '%s' is not in the vocabulary of %d", token, ids.size());
    }
    return token;
  }
}
