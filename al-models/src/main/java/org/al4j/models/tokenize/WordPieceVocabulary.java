package org.al4j.models.tokenize;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.al4j.models.internal.tokenizer.JsonFile;
import org.al4j.models.internal.tokenizer.KnownParts;

/**
 * Builds BERT's {@code tokenizer.json} from {@code vocab.txt}: a token per line, its id the line's
 * number from 0. Of a token that stands there twice the later id counts, as in transformers.
 */
final class WordPieceVocabulary {
  /** A longer word is unknown as a whole; BERT's constant. */
  private static final int MAX_WORD = 100;

  private final TokenizerSettings settings;
  private final Map<String, Integer> ids = new HashMap<>();

  /** With the added tokens. */
  private final Map<String, Integer> all = new HashMap<>();

  private final AddedFiles added;
  private final SpecialTokens special;

  private WordPieceVocabulary(Path file, TokenizerSettings settings) {
    this.settings = settings;
    this.added = AddedFiles.read(file.resolveSibling("added_tokens.json"), settings);
    this.special = new SpecialTokens(file, settings, all);
  }

  static TokenizerDefinition read(Path file, TokenizerSettings settings) {
    settings.requireTokenizerOf("Bert", "DistilBert", "Electra");
    WordPieceVocabulary vocabulary = new WordPieceVocabulary(file, settings);
    List<String> lines = VocabularyLines.read(file);
    int size = lines.size();
    while (size > 0 && lines.get(size - 1).isEmpty()) {
      size--; // an editor's empty lines at the end shift no id
    }
    for (int id = 0; id < size; id++) {
      vocabulary.ids.put(lines.get(id), id);
    }
    vocabulary.all.putAll(vocabulary.ids);
    vocabulary.added.ids().forEach(vocabulary.all::putIfAbsent);
    KnownParts checked = KnownParts.of(file, vocabulary.json());
    int pad = vocabulary.all.getOrDefault(vocabulary.special.token("pad_token", "[PAD]"), 0);
    return new TokenizerDefinition(file, checked.json().toString(), checked.size(), pad, false, -1);
  }

  private ObjectNode json() {
    ObjectNode root = JsonFile.newObject().put("version", "1.0");
    addSpecialTokens(root.putArray("added_tokens"));
    addNormalizer(root.putObject("normalizer"));
    root.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
    addTemplate(root.putObject("post_processor"));
    ObjectNode model = root.putObject("model").put("type", "WordPiece");
    model.put("unk_token", special.token("unk_token", "[UNK]"));
    model.put("continuing_subword_prefix", "##").put("max_input_chars_per_word", MAX_WORD);
    ObjectNode vocabulary = model.putObject("vocab");
    ids.forEach(vocabulary::put);
    return root;
  }

  private void addSpecialTokens(ArrayNode array) {
    special.required("unk_token", "[UNK]");
    Map<String, ObjectNode> tokens = new LinkedHashMap<>();
    String[][] roles = {
      {"pad_token", "[PAD]"},
      {"unk_token", "[UNK]"},
      {"cls_token", "[CLS]"},
      {"sep_token", "[SEP]"},
      {"mask_token", "[MASK]"},
    };
    for (String[] role : roles) {
      String token = special.token(role[0], role[1]);
      if (all.containsKey(token)) {
        tokens.put(token, AddedFiles.token(token, all.get(token), true));
      }
    }
    added.writeTo(tokens, all);
    array.addAll(tokens.values());
  }

  private void addNormalizer(ObjectNode normalizer) {
    normalizer.put("type", "BertNormalizer").put("clean_text", true);
    normalizer.put("lowercase", settings.flag("do_lower_case").orElse(true));
    // Left open, accents are stripped exactly when lower-casing.
    normalizer.put("strip_accents", settings.flag("strip_accents").orElse(null));
    normalizer.put("handle_chinese_chars", settings.flag("tokenize_chinese_chars").orElse(true));
  }

  /** {@code [CLS] A [SEP]}, and {@code [CLS] A [SEP] B [SEP]} with 1 as type of the second half. */
  private void addTemplate(ObjectNode processor) {
    String cls = special.token("cls_token", "[CLS]");
    String sep = special.token("sep_token", "[SEP]");
    Template template = new Template(processor);
    template.single().special(cls, 0).sequence("A", 0).special(sep, 0);
    template.pair().special(cls, 0).sequence("A", 0).special(sep, 0);
    template.sequence("B", 1).special(sep, 1);
    template.define(cls, special.required("cls_token", "[CLS]"));
    template.define(sep, special.required("sep_token", "[SEP]"));
  }
}
