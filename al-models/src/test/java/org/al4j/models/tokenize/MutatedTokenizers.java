package org.al4j.models.tokenize;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.models.Fixtures;
import org.al4j.models.MutatedJson;

/**
 * Spoils tokenizers of three kinds, opens each and encodes odd texts with it. Ends with 1 at what
 * is neither a tokenizer nor an error of one line, and with the process where the native library
 * aborts it. Arguments: a folder, the first number and how many; {@code log} there has the number
 * that runs.
 */
final class MutatedTokenizers {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "the cat runs!",
          "[CLS] <s> <mask>the [MASK] cat</s> [SEP]",
          "caf\u00e9 \ufb01ne \u4e2d\u6587 \ud83d\ude00 \ud83d \u0000\u0007\u200b \u0301 \u0378",
          "x".repeat(300) + " \t\t  " + "the cat ".repeat(50));

  private MutatedTokenizers() {}

  public static void main(String[] arguments) throws IOException {
    Path dir = Path.of(arguments[0]);
    List<ObjectNode> seeds = seeds();
    int from = Integer.parseInt(arguments[1]);
    int opened = 0;
    int count = Integer.parseInt(arguments[2]);
    for (int i = from; i < from + count; i++) {
      ObjectNode root = MutatedJson.of(seeds.get(i % seeds.size()), i);
      Files.writeString(dir.resolve("log"), Integer.toString(i));
      Files.writeString(dir.resolve("tokenizer.json"), JSON.writeValueAsString(root));
      opened += opens(dir, i) ? 1 : 0;
    }
    System.out.printf(Locale.ROOT, "%d of %d are tokenizers%n", opened, count);
  }

  private static boolean opens(Path dir, int number) {
    try (TextTokenizer tokenizer = TextTokenizer.open(dir)) {
      tokenizer.encodeAll(TEXTS, 64);
      tokenizer.encodeWords(List.of("the", "cat", ""), 64);
      tokenizer.encodePair("the cat", "runs", 64);
      return true;
    } catch (InvalidInputException e) {
      if (e.getMessage().lines().count() == 1 && e.getMessage().contains("tokenizer.json: ")) {
        return false;
      }
      throw new IllegalStateException(number + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new IllegalStateException(number + " is not refused", e);
    }
  }

  static List<ObjectNode> seeds() throws IOException {
    List<ObjectNode> seeds = new ArrayList<>();
    for (String name : List.of("models/bert/base", "models/roberta/seqcls", "models/gpt2/base")) {
      String json = TokenizerDefinition.read(Fixtures.path(name)).json();
      seeds.add((ObjectNode) JSON.readTree(json));
    }
    seeds.add(unigram());
    return seeds;
  }

  /** As XLM-R's. */
  static ObjectNode unigram() throws IOException {
    ObjectNode root =
        (ObjectNode)
            JSON.readTree(
                """
                {"version":"1.0","truncation":null,"padding":null,
                 "added_tokens":[
                  {"id":0,"content":"<s>","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true},
                  {"id":2,"content":"</s>","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true},
                  {"id":11,"content":"<mask>","single_word":false,"lstrip":true,"rstrip":false,"normalized":true,"special":true}],
                 "normalizer":{"type":"Sequence","normalizers":[
                  {"type":"Precompiled","precompiled_charsmap":""},
                  {"type":"Replace","pattern":{"Regex":" {2,}"},"content":" "},
                  {"type":"Strip","strip_left":true,"strip_right":true}]},
                 "pre_tokenizer":{"type":"Sequence","pretokenizers":[
                  {"type":"WhitespaceSplit"},
                  {"type":"Metaspace","replacement":"\u2581","prepend_scheme":"always","split":true}]},
                 "post_processor":{"type":"TemplateProcessing",
                  "single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"</s>","type_id":0}}],
                  "pair":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"</s>","type_id":0}},{"SpecialToken":{"id":"</s>","type_id":0}},{"Sequence":{"id":"B","type_id":0}},{"SpecialToken":{"id":"</s>","type_id":0}}],
                  "special_tokens":{"<s>":{"id":"<s>","ids":[0],"tokens":["<s>"]},"</s>":{"id":"</s>","ids":[2],"tokens":["</s>"]}}},
                 "decoder":{"type":"Metaspace","replacement":"\u2581","prepend_scheme":"always","split":true},
                 "model":{"type":"Unigram","unk_id":3,"byte_fallback":false,"vocab":[
                  ["<s>",0.0],["<pad>",0.0],["</s>",0.0],["<unk>",0.0],["\u2581",-2.0],["\u2581the",-3.5],
                  ["\u2581cat",-4.25],["s",-3.0],["run",-5.0],["\u2581f",-4.5],["ine",-6.0],["<mask>",0.0]]}}
                """);
    ((ObjectNode) root.at("/normalizer/normalizers/0"))
        .put(
            "precompiled_charsmap",
            CharacterMaps.of(Map.of("\ufb01", "fi", "\u00a0", " ", "\u0007", "", "\u200b", "")));
    return root;
  }
}
