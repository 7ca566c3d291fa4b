package org.al4j.models.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.al4j.core.InvalidInputException;

/**
 * Builds RoBERTa's {@code tokenizer.json}, byte-level BPE, from {@code vocab.json} (token to id)
 * and {@code merges.txt} (pairs of tokens to join, the first ones first).
 */
final class BytePairVocabulary {
  private static final String[][] ROLES = {
    {"bos_token", "<s>"},
    {"eos_token", "</s>"},
    {"cls_token", "<s>"},
    {"sep_token", "</s>"},
    {"unk_token", "<unk>"},
    {"pad_token", "<pad>"},
    {"mask_token", "<mask>"},
  };

  private final Path file;
  private final Map<String, Integer> ids = new HashMap<>();

  /** With the added tokens. */
  private final Map<String, Integer> all = new HashMap<>();

  private final AddedFiles added;
  private final SpecialTokens special;

  private BytePairVocabulary(Path file, TokenizerSettings settings) {
    this.file = file;
    this.added = AddedFiles.read(file.resolveSibling("added_tokens.json"), settings);
    this.special = new SpecialTokens(file, settings, all);
  }

  static TokenizerDefinition read(Path dir, TokenizerSettings settings) {
    settings.requireTokenizerOf("Roberta");
    for (String name : List.of("vocab.json", "merges.txt")) {
      if (!Files.exists(dir.resolve(name))) {
        throw new InvalidInputException(
            dir.resolve(name) + ": no such file; RoBERTa's tokenizer is vocab.json and merges.txt");
      }
    }
    BytePairVocabulary vocabulary = new BytePairVocabulary(dir.resolve("vocab.json"), settings);
    vocabulary.readIds();
    boolean prefixSpace = settings.flag(TokenizerJson.PREFIX_SPACE).orElse(false);
    ObjectNode root = vocabulary.json(prefixSpace);
    vocabulary.addMerges(dir.resolve("merges.txt"), root.withObject("/model").putArray("merges"));
    TokenizerJson.Checked checked = TokenizerJson.checked(vocabulary.file, root);
    int pad = vocabulary.all.getOrDefault(vocabulary.special.token("pad_token", "<pad>"), 0);
    return new TokenizerDefinition(
        vocabulary.file, checked.json().toString(), checked.size(), pad, !prefixSpace);
  }

  private void readIds() {
    Set<Integer> used = new HashSet<>();
    for (Map.Entry<String, JsonNode> entry : JsonFile.readObject(file).properties()) {
      JsonNode id = entry.getValue();
      if (!id.isInt() || id.asInt() < 0 || !used.add(id.asInt())) {
        throw new InvalidInputException(
            String.format(
                Locale.ROOT,
                "%s: the ids must be different integers that are not negative, found %s for '%s'",
                file,
                id,
                JsonFile.oneLine(entry.getKey())));
      }
      ids.put(entry.getKey(), id.asInt());
    }
    all.putAll(ids);
    added.ids().forEach(all::putIfAbsent);
  }

  private ObjectNode json(boolean prefixSpace) {
    ObjectNode root = JsonFile.newObject().put("version", "1.0");
    addSpecialTokens(root.putArray("added_tokens"));
    ObjectNode bytes = root.putObject("pre_tokenizer").put("type", "ByteLevel");
    bytes.put(TokenizerJson.PREFIX_SPACE, prefixSpace).put("trim_offsets", true);
    bytes.put("use_regex", true);
    addTemplate(root.putObject("post_processor"));
    ObjectNode model = root.putObject("model").put("type", "BPE");
    // Missing only in vocabularies that lack bytes: then one unknown token for each.
    model.put("unk_token", special.token("unk_token", "<unk>")).put("fuse_unk", false);
    model.put("continuing_subword_prefix", "").put("end_of_word_suffix", "");
    ObjectNode vocabulary = model.putObject("vocab");
    ids.forEach(vocabulary::put);
    return root;
  }

  private void addSpecialTokens(ArrayNode array) {
    special.required("unk_token", "<unk>");
    Map<String, ObjectNode> tokens = new LinkedHashMap<>();
    for (String[] role : ROLES) {
      String token = special.token(role[0], role[1]);
      if (all.containsKey(token)) {
        ObjectNode node = AddedFiles.token(token, all.get(token), true);
        // The mask takes the space before it with it, as a word does.
        tokens.putIfAbsent(token, node.put("lstrip", role[0].equals("mask_token")));
      }
    }
    added.writeTo(tokens, all);
    array.addAll(tokens.values());
  }

  /** {@code <s> A </s>}, and {@code <s> A </s></s> B </s>}; all types are 0. */
  private void addTemplate(ObjectNode processor) {
    String cls = special.token("cls_token", "<s>");
    String sep = special.token("sep_token", "</s>");
    Template template = new Template(processor);
    template.single().special(cls, 0).sequence("A", 0).special(sep, 0);
    template.pair().special(cls, 0).sequence("A", 0).special(sep, 0);
    template.special(sep, 0).sequence("B", 0).special(sep, 0);
    template.define(cls, special.required("cls_token", "<s>"));
    template.define(sep, special.required("sep_token", "</s>"));
  }

  private void addMerges(Path merges, ArrayNode array) {
    List<String> lines = VocabularyLines.read(merges);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isEmpty() || (i == 0 && line.startsWith("#version"))) {
        continue;
      }
      int space = line.indexOf(' ');
      String joined = line.replace(" ", "");
      if (space < 1
          || joined.length() != line.length() - 1
          || !ids.containsKey(line.substring(0, space))
          || !ids.containsKey(line.substring(space + 1))
          || !ids.containsKey(joined)) {
        throw new InvalidInputException(
            String.format(
                Locale.ROOT,
                "%s: line %d is '%s', not two tokens of vocab.json that together are a third",
                merges,
                i + 1,
                JsonFile.oneLine(line)));
      }
      array.add(line);
    }
  }
}
