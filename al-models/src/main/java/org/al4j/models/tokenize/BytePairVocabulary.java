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
import java.util.Objects;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.models.internal.tokenizer.JsonFile;
import org.al4j.models.internal.tokenizer.KnownParts;

/**
 * Builds the {@code tokenizer.json} of RoBERTa or GPT-2, byte-level BPE, from {@code vocab.json}
 * (token to id) and {@code merges.txt} (pairs of tokens to join, the first ones first).
 */
final class BytePairVocabulary {
  /** Whose special tokens they are; a role without a token of its own has an empty one. */
  private enum Model {
    ROBERTA("RoBERTa", "<s>", "</s>", "<unk>", "<pad>", "<mask>"),
    /** Which puts nothing around a text, and has one token for every role. */
    GPT2("GPT-2", TokenizerSettings.END, TokenizerSettings.END, TokenizerSettings.END, "", "");

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // only read, in the order of transformers
    private final Map<String, String> roles = new LinkedHashMap<>();

    Model(String label, String begin, String end, String unknown, String pad, String mask) {
      this.label = label;
      roles.put("bos_token", begin);
      roles.put("eos_token", end);
      roles.put("cls_token", begin);
      roles.put("sep_token", end);
      roles.put("unk_token", unknown);
      roles.put("pad_token", pad);
      roles.put("mask_token", mask);
    }
  }

  private final Path file;
  private final Map<String, Integer> ids = new HashMap<>();

  /** With the added tokens. */
  private final Map<String, Integer> all = new HashMap<>();

  private final AddedFiles added;
  private final SpecialTokens special;
  private final Model model;

  private BytePairVocabulary(Path file, TokenizerSettings settings, Model model) {
    this.file = file;
    this.model = model;
    this.added = AddedFiles.read(file.resolveSibling("added_tokens.json"), settings);
    this.special = new SpecialTokens(file, settings, all);
  }

  static TokenizerDefinition read(Path dir, TokenizerSettings settings) {
    Model model = settings.ofGpt2() ? Model.GPT2 : Model.ROBERTA;
    settings.requireTokenizerOf("Roberta", "GPT2");
    for (String name : List.of("vocab.json", "merges.txt")) {
      if (!Files.exists(dir.resolve(name))) {
        throw new InvalidInputException(
            String.format(
                Locale.ROOT,
                "%s: no such file; %s's tokenizer is vocab.json and merges.txt",
                dir.resolve(name),
                model.label));
      }
    }
    BytePairVocabulary vocabulary =
        new BytePairVocabulary(dir.resolve("vocab.json"), settings, model);
    vocabulary.readIds();
    boolean prefixSpace = settings.flag(KnownParts.PREFIX_SPACE).orElse(false);
    ObjectNode root = vocabulary.json(prefixSpace, settings.flag("add_bos_token").orElse(false));
    List<String> merges = Merges.read(dir.resolve("merges.txt"), vocabulary.ids.keySet());
    merges.forEach(root.withObject("/model").putArray("merges")::add);
    KnownParts checked = KnownParts.of(vocabulary.file, root);
    int end = model == Model.GPT2 ? vocabulary.required("eos_token") : -1;
    int pad = vocabulary.all.getOrDefault(vocabulary.token("pad_token"), Math.max(0, end));
    return new TokenizerDefinition(
        vocabulary.file, checked.json().toString(), checked.size(), pad, !prefixSpace, end);
  }

  private String token(String role) {
    return special.token(role, usual(role));
  }

  private int required(String role) {
    return special.required(role, usual(role));
  }

  private String usual(String role) {
    return Objects.requireNonNull(model.roles.get(role), role);
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

  private ObjectNode json(boolean prefixSpace, boolean begin) {
    ObjectNode root = JsonFile.newObject().put("version", "1.0");
    addSpecialTokens(root.putArray("added_tokens"));
    ObjectNode bytes = root.putObject("pre_tokenizer").put("type", "ByteLevel");
    bytes.put(KnownParts.PREFIX_SPACE, prefixSpace).put("trim_offsets", true);
    bytes.put("use_regex", true);
    if (model == Model.ROBERTA) {
      addTemplate(root.putObject("post_processor"));
    } else if (begin) {
      addBegin(root.putObject("post_processor"));
    }
    ObjectNode pairs = root.putObject("model").put("type", "BPE");
    // Missing only in vocabularies that lack bytes: then one unknown token for each.
    pairs.put("unk_token", token("unk_token")).put("fuse_unk", false);
    pairs.put("continuing_subword_prefix", "").put("end_of_word_suffix", "");
    ObjectNode vocabulary = pairs.putObject("vocab");
    ids.forEach(vocabulary::put);
    return root;
  }

  private void addSpecialTokens(ArrayNode array) {
    required("unk_token");
    Map<String, ObjectNode> tokens = new LinkedHashMap<>();
    for (String role : model.roles.keySet()) {
      String token = token(role);
      if (all.containsKey(token)) {
        ObjectNode node = AddedFiles.token(token, all.get(token), true);
        // The mask takes the space before it with it, as a word does.
        tokens.putIfAbsent(token, node.put("lstrip", role.equals("mask_token")));
      }
    }
    added.writeTo(tokens, all);
    array.addAll(tokens.values());
  }

  /** {@code <s> A </s>}, and {@code <s> A </s></s> B </s>}; all types are 0. */
  private void addTemplate(ObjectNode processor) {
    String cls = token("cls_token");
    String sep = token("sep_token");
    Template template = new Template(processor);
    template.single().special(cls, 0).sequence("A", 0).special(sep, 0);
    template.pair().special(cls, 0).sequence("A", 0).special(sep, 0);
    template.special(sep, 0).sequence("B", 0).special(sep, 0);
    template.define(cls, required("cls_token"));
    template.define(sep, required("sep_token"));
  }

  /** What GPT-2's {@code add_bos_token} asks for: its first token before each text. */
  private void addBegin(ObjectNode processor) {
    String begin = token("bos_token");
    Template template = new Template(processor);
    template.single().special(begin, 0).sequence("A", 0);
    template.pair().special(begin, 0).sequence("A", 0).special(begin, 0).sequence("B", 0);
    template.define(begin, required("bos_token"));
  }
}
