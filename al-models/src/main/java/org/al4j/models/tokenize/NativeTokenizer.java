package org.al4j.models.tokenize;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.util.ArrayList;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.models.internal.InputFile;

/** A tokenizer in native memory; its encodings are copied to the heap and freed at once. */
final class NativeTokenizer implements TextTokenizer {
  /** Texts and characters that are in native memory at the same time. */
  private static final int BLOCK_TEXTS = 512;

  private static final int BLOCK_CHARS = 1 << 20;

  /** Unknown and long words, which several texts at once must not be the first to fail on. */
  private static final List<String> PROBES = List.of("a", "\u0378 \ud83d\ude00", "x".repeat(2000));

  private final TokenizersLibrary library = NativeLibrary.load();
  private final TokenizerDefinition definition;

  private final NativeHandle handle;

  NativeTokenizer(TokenizerDefinition definition) {
    this.definition = definition;
    try {
      long address = library.createTokenizerFromString(definition.json());
      handle = new NativeHandle("tokenizer", address, library::deleteTokenizer);
    } catch (RuntimeException e) {
      throw malformed(definition, e);
    }
    try {
      handle.use(this::probe);
    } catch (RuntimeException e) {
      close();
      throw malformed(definition, e);
    }
  }

  private List<String> probe(long tokenizer) {
    for (String text : PROBES) {
      library.deleteEncoding(library.encode(tokenizer, text, true));
    }
    return PROBES;
  }

  private static InvalidInputException malformed(TokenizerDefinition definition, Exception e) {
    String why = InputFile.oneLine(String.valueOf(e.getMessage()));
    return new InvalidInputException(definition.file() + ": not a tokenizer: " + why, e);
  }

  @Override
  public Encoding encode(String text, int maxLength) {
    String clean = wellFormed(text);
    return handle.use(h -> take(library.encode(h, clean, true), maxLength));
  }

  @Override
  public Encoding encodeWords(List<String> words, int maxLength) {
    String[] clean = words.stream().map(this::word).toArray(String[]::new);
    return handle.use(h -> take(library.encodeList(h, clean, true), maxLength));
  }

  /** As transformers demands of byte-level BPE, every word is read as one after a space. */
  private String word(String word) {
    String clean = wellFormed(word);
    return definition.spacedWords() && !clean.startsWith(" ") ? " " + clean : clean;
  }

  @Override
  public Encoding encodePair(String first, String second, int maxLength) {
    String a = wellFormed(first);
    String b = wellFormed(second);
    return handle.use(h -> take(library.encodeDual(h, a, b, true), maxLength));
  }

  @Override
  public List<Encoding> encodeAll(List<String> texts, int maxLength) {
    List<Encoding> all = new ArrayList<>(texts.size());
    List<String> block = new ArrayList<>();
    int chars = 0;
    for (String text : texts) {
      if (block.size() == BLOCK_TEXTS || (chars > 0 && chars + text.length() > BLOCK_CHARS)) {
        encodeBlock(block, maxLength, all);
        block.clear();
        chars = 0;
      }
      block.add(wellFormed(text));
      chars += text.length();
    }
    if (!block.isEmpty()) {
      encodeBlock(block, maxLength, all);
    }
    return List.copyOf(all);
  }

  private void encodeBlock(List<String> block, int maxLength, List<Encoding> all) {
    String[] texts = block.toArray(String[]::new);
    handle.use(
        h -> {
          long[] encodings = library.batchEncode(h, texts, true);
          int next = 0;
          try {
            while (next < encodings.length) {
              all.add(take(encodings[next++], maxLength));
            }
          } finally {
            while (next < encodings.length) {
              library.deleteEncoding(encodings[next++]);
            }
          }
          return all;
        });
  }

  /** Copies a native encoding and frees it. */
  private Encoding take(long encoding, int maxLength) {
    Encoding taken = copy(encoding, maxLength);
    if (taken.length() == 0 && definition.endId() >= 0) {
      return new Encoding(new int[] {definition.endId()}, new int[1], new int[] {-1}, 1);
    }
    return taken;
  }

  private Encoding copy(long encoding, int maxLength) {
    try {
      return Truncation.apply(
          maxLength,
          new Truncation.Raw(
              library.getTokenIds(encoding),
              library.getTypeIds(encoding),
              library.getWordIds(encoding),
              library.getSequenceIds(encoding),
              library.getSpecialTokenMask(encoding)));
    } finally {
      library.deleteEncoding(encoding);
    }
  }

  /** Half a surrogate pair has no UTF-8 form; it becomes the replacement character. */
  private static String wellFormed(String text) {
    if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return text;
    }
    int[] clean = text.codePoints().map(c -> c >= 0xd800 && c <= 0xdfff ? 0xfffd : c).toArray();
    return new String(clean, 0, clean.length);
  }

  @Override
  public void requireRoom(int maxLength) {
    try {
      TextTokenizer.super.requireRoom(maxLength);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          definition.file()
              + ": "
              + e.getMessage()
              + "; raise max-length (model_max_length in tokenizer_config.json), within the model's"
              + " positions",
          e);
    }
  }

  @Override
  public int vocabularySize() {
    return definition.vocabularySize();
  }

  @Override
  public int padId() {
    return definition.padId();
  }

  @Override
  public void close() {
    handle.close();
  }
}
