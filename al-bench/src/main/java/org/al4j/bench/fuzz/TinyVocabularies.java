package org.al4j.bench.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Vocabularies of the kinds that are read, with a few dozen tokens. */
final class TinyVocabularies {
  /** A space, as byte-level BPE writes it. */
  private static final String SPACE = "\u0120";

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

  private TinyVocabularies() {}

  static List<String> wordPieces() {
    List<String> tokens =
        new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", ",", "\u4e2d"));
    LETTERS.chars().forEach(c -> tokens.add(Character.toString(c)));
    LETTERS.chars().forEach(c -> tokens.add("##" + Character.toString(c)));
    tokens.addAll(List.of("the", "text", "##ing", "good", "bad"));
    return tokens;
  }

  /** Writes {@code vocab.json} and {@code merges.txt}; returns the number of tokens. */
  static int writeBytePairs(Path dir) throws IOException {
    Map<String, Integer> ids = new LinkedHashMap<>();
    List<String> tokens = new ArrayList<>(List.of("<s>", "<pad>", "</s>", "<unk>", SPACE, "."));
    LETTERS.chars().forEach(c -> tokens.add(Character.toString(c)));
    tokens.addAll(List.of("th", "the", SPACE + "t", "ex", SPACE + "the", "go", "<mask>"));
    tokens.forEach(token -> ids.put(token, ids.size()));
    new ObjectMapper().writeValue(dir.resolve("vocab.json").toFile(), ids);
    Files.write(
        dir.resolve("merges.txt"),
        List.of("#version: 0.2", "t h", "th e", SPACE + " t", "e x", SPACE + " the", "g o"));
    return ids.size();
  }

  /** A {@code tokenizer.json} of SentencePiece's kind. */
  static void writeUnigram(Path dir) throws IOException {
    StringBuilder vocabulary = new StringBuilder("[\"<s>\",0.0],[\"<unk>\",0.0],[\"</s>\",0.0]");
    LETTERS
        .chars()
        .forEach(c -> vocabulary.append(String.format(Locale.ROOT, ",[\"%c\",-4.5]", c)));
    vocabulary.append(",[\"\u2581\",-3.0],[\"\u2581the\",-2.5],[\"ing\",-2.75]");
    Files.writeString(
        dir.resolve("tokenizer.json"),
        String.format(
            Locale.ROOT,
            """
            {"version":"1.0","truncation":null,"padding":null,"added_tokens":[
            {"id":0,"content":"<s>","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true},
            {"id":2,"content":"</s>","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true}],
            "normalizer":{"type":"Sequence","normalizers":[{"type":"NFKC"},{"type":"Lowercase"},
            {"type":"Replace","pattern":{"Regex":" {2,}"},"content":" "}]},
            "pre_tokenizer":{"type":"Metaspace","replacement":"\u2581","prepend_scheme":"always","split":true},
            "post_processor":{"type":"TemplateProcessing",
            "single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"</s>","type_id":0}}],
            "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],
            "special_tokens":{"<s>":{"id":"<s>","ids":[0],"tokens":["<s>"]},"</s>":{"id":"</s>","ids":[2],"tokens":["</s>"]}}},
            "decoder":null,"model":{"type":"Unigram","unk_id":1,"vocab":[%s],"byte_fallback":false}}
            """,
            vocabulary));
  }

  /** A {@code tokenizer.json} that splits at spaces only. */
  static void writeWordLevel(Path dir) throws IOException {
    Files.writeString(
        dir.resolve("tokenizer.json"),
        """
        {"version":"1.0","added_tokens":[],"normalizer":{"type":"StripAccents"},
        "pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},{"type":"Digits","individual_digits":true},
        {"type":"Punctuation","behavior":"Isolated"}]},
        "post_processor":{"type":"BertProcessing","sep":["[SEP]",2],"cls":["[CLS]",1]},
        "decoder":null,"model":{"type":"WordLevel","vocab":{"[UNK]":0,"[CLS]":1,"[SEP]":2,"the":3,"text":4,"good":5},"unk_token":"[UNK]"}}
        """);
  }
}
