package org.al4j.models.internal.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tokens that are found in a text before it is split into words. The native library numbers
 * those that the vocabulary lacks by itself, and only warns when the file says otherwise; here the
 * file's ids are the ones that count.
 */
final class AddedTokens {
  /** The native library compares each with all before it. */
  private static final int MOST = 50_000;

  private final Vocab vocab;
  private final TextRules normalizer;
  private final Map<Integer, String> tokenOf = new HashMap<>();
  private final Map<String, Token> tokens = new HashMap<>();

  private record Token(
      String content,
      int id,
      boolean singleWord,
      boolean lstrip,
      boolean rstrip,
      boolean normalized,
      boolean special) {

    void write(ObjectNode node) {
      node.put("id", id).put("content", content).put("single_word", singleWord);
      node.put("lstrip", lstrip).put("rstrip", rstrip);
      node.put("normalized", normalized).put("special", special);
    }
  }

  private AddedTokens(Vocab vocab, TextRules normalizer) {
    this.vocab = vocab;
    this.normalizer = normalizer;
    vocab.ids().forEach((token, id) -> tokenOf.put(id, token));
  }

  /** Checks them, gives them their ids in the vocabulary, and writes them anew. */
  static ArrayNode read(Fields root, Vocab vocab, TextRules normalizer) {
    AddedTokens added = new AddedTokens(vocab, normalizer);
    ArrayNode json = JsonFile.newObject().putArray("added_tokens");
    if (!root.has("added_tokens")) {
      return json;
    }
    List<JsonNode> items = root.array("added_tokens");
    if (items.size() > MOST) {
      throw root.error("%d added_tokens, at most %d are read", items.size(), MOST);
    }
    for (int i = 0; i < items.size(); i++) {
      added.read(new Fields(root.file(), "added_tokens[" + i + "]", items.get(i)));
    }
    List<Token> inOrder = new ArrayList<>(added.tokens.values());
    inOrder.sort(Comparator.comparingInt(Token::id));
    added.number(inOrder);
    inOrder.forEach(token -> token.write(json.addObject()));
    return json;
  }

  private void read(Fields fields) {
    fields.only("id", "content", "single_word", "lstrip", "rstrip", "normalized", "special");
    String content = fields.text("content");
    boolean special = fields.flag("special", false);
    Token token =
        new Token(
            content,
            fields.id(fields.under("id"), fields.get("id")),
            fields.flag("single_word", false),
            fields.flag("lstrip", false),
            fields.flag("rstrip", false),
            fields.flag("normalized", !special),
            special);
    check(fields, token);
    Token before = tokens.put(content, token);
    if (before != null && !before.equals(token)) {
      throw fields.error("the token '%s' stands there twice, differently", content);
    }
    tokenOf.put(token.id, content);
  }

  private void check(Fields fields, Token token) {
    if (token.content.isEmpty()) {
      throw fields.error("content is empty, which every text has everywhere");
    }
    if (token.content.isBlank() && (token.lstrip || token.rstrip)) {
      throw fields.error("'%s' is white space, so it has no lstrip or rstrip", token.content);
    }
    if (token.normalized && !normalizer.leavesSomethingOf(token.content)) {
      throw fields.error(
          "the normalizer may leave nothing of '%s'; set normalized to false", token.content);
    }
    int own = vocab.ids().getOrDefault(token.content, token.id);
    if (own != token.id) {
      throw fields.error(
          "'%s' has the id %d, in the vocabulary it has %d", token.content, token.id, own);
    }
    String other = tokenOf.getOrDefault(token.id, token.content);
    if (!other.equals(token.content)) {
      throw fields.error("'%s' has the id %d, which is that of '%s'", token.content, own, other);
    }
  }

  /** Where the native library would give other ids, the tokens go into the vocabulary. */
  private void number(List<Token> inOrder) {
    int largest = -1;
    boolean same = true;
    List<Token> fresh = new ArrayList<>();
    for (Token token : inOrder) {
      if (!vocab.ids().containsKey(token.content)) {
        same &= token.id == Math.max(largest + 1, vocab.size());
        fresh.add(token);
      }
      largest = Math.max(largest, token.id);
    }
    for (Token token : fresh) {
      if (same) {
        vocab.ids().put(token.content, token.id);
      } else {
        vocab.add(token.content, token.id);
      }
    }
  }
}
