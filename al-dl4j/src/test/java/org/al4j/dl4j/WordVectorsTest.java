package org.al4j.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.model.FloatTable;
import org.al4j.dl4j.WordVectors.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordVectorsTest {
  @TempDir Path dir;

  private Path file(String text) throws IOException {
    return Files.writeString(dir.resolve("vectors.txt"), text);
  }

  private static float[] values(WordVectors vectors, String text) {
    return vectors.read(List.of(Instance.ofText("a", text))).get(0).values();
  }

  private String refusal(String text) throws IOException {
    Path file = file(text);
    return assertThrows(InvalidInputException.class, () -> WordVectors.read(file))
        .getMessage()
        .substring(file.toString().length());
  }

  @Test
  void read_glove_givesWordsInTheirOrderAndLowerCase() throws IOException {
    WordVectors vectors = WordVectors.read(file("cat 1 -2.5\nthe 3 4e-1\n? 5 6\n"));
    assertArrayEquals(new float[] {3, 0.4f, 1, -2.5f, 5, 6}, values(vectors, "The  CAT?"));
    assertArrayEquals(new long[] {TextFeatures.VARIES, 2}, vectors.shape());
  }

  @Test
  void read_unknownWords_areZerosOrLeftOut() throws IOException {
    WordVectors vectors = WordVectors.read(file("a 1 1\nb 2 2\n"));
    assertArrayEquals(new float[] {1, 1, 0, 0, 2, 2}, values(vectors, "a x b"));
    WordVectors skipping = vectors.withUnknown(Unknown.SKIP);
    assertArrayEquals(new float[] {1, 1, 2, 2}, values(skipping, "a x b"));
    assertArrayEquals(new float[] {0, 0}, values(skipping, "x"));
    assertArrayEquals(new float[] {0, 0}, values(vectors, ""));
    assertArrayEquals(new float[] {1, 1}, values(vectors.withLongest(1), "a b"));
    assertArrayEquals(
        new float[] {2, 2}, values(skipping.withLongest(1), "x b a"), "left out before the cut");
  }

  @Test
  void read_wordsOfTheInstance_areTakenAsTheyAre() throws IOException {
    WordVectors vectors = WordVectors.read(file("a-b 1\nc 2\n"));
    FloatTable table = vectors.read(List.of(Instance.ofWords("x", List.of("a-b", "c")))).get(0);
    assertArrayEquals(new float[] {1, 2}, table.values());
    assertArrayEquals(new long[] {2, 1}, table.shape());
  }

  @Test
  void read_countsBlanksInWordsAndRepeatedWords_areTaken() throws IOException {
    WordVectors vectors = WordVectors.read(file("3 2\nfirst 1 2\nnew york 3 4\nfirst 9 9\n"));
    assertEquals(2, vectors.table().size());
    assertEquals(List.of("first", "new york"), vectors.table().words());
    assertArrayEquals(new float[] {1, 2}, values(vectors, "first"));
  }

  @Test
  void read_oddFiles_areRefusedByLine() throws IOException {
    assertEquals(": holds no word vector; a line is a word and numbers", refusal(""));
    assertEquals(", line 2: must be a word and 2 numbers, found 2 parts", refusal("a 1 2\nb 1\n"));
    assertEquals(
        ", line 2: must have finite numbers behind the word, found 'x'", refusal("a 1 2\nb 1 x\n"));
    assertEquals(
        ", line 1: must have finite numbers behind the word, found 'NaN'", refusal("a NaN 2\n"));
    assertEquals(
        ", line 2: must be a word and 2 numbers, as many as in the lines before, found a number"
            + " more, '-.5'",
        refusal("a 1 2\nb -.5 3 4\n"));
  }

  @Test
  void read_wordsThatAreBlanksOfUnicodeAndTabs_areTaken() throws IOException {
    WordVectors vectors = WordVectors.read(file("a 1 2 \n\u3000 3 4\n\u2028 5 6\nb\t7\t8\n"));
    assertEquals(List.of("a", "\u3000", "\u2028", "b"), vectors.table().words());
  }

  @Test
  void read_bytesThatAreNoUtf8_saysToSaveItSo() throws IOException {
    Path file = Files.write(dir.resolve("latin.txt"), new byte[] {(byte) 0xe9, ' ', '1', '\n'});
    assertEquals(
        file + ": not valid UTF-8; save it as UTF-8",
        assertThrows(InvalidInputException.class, () -> WordVectors.read(file)).getMessage());
  }

  @Test
  void random_words_haveTheirOwnVectorWhereverTheyStand() {
    WordVectors vectors = WordVectors.random(4, 1);
    float[] rows = values(vectors, "cat dog Cat");
    assertArrayEquals(Arrays.copyOf(rows, 4), values(WordVectors.random(4, 1), "cat"));
    assertFalse(Arrays.equals(Arrays.copyOf(rows, 4), Arrays.copyOfRange(rows, 4, 8)));
    assertFalse(Arrays.equals(Arrays.copyOf(rows, 4), values(WordVectors.random(4, 2), "cat")));
    for (float value : rows) {
      assertEquals(0, value, 1);
    }
  }

  @Test
  void settings_otherVectors_differ() throws IOException {
    WordVectors one = WordVectors.read(file("a 1 1\nb 2 2\n"));
    WordVectors two = WordVectors.read(file("a 1 1\nb 2 3\n"));
    assertNotEquals(one.settings(), two.settings());
    assertNotEquals(one.settings(), one.withLongest(7).settings());
    assertNotEquals(one.settings(), one.withUnknown(Unknown.SKIP).settings());
    assertEquals(one.settings(), WordVectors.read(file("a 1 1\nb 2 2\n")).settings());
  }

  @Test
  void words_ofSeveralScripts_areSplitAsSaid() {
    assertEquals(
        List.of("It", "'s", "U", ".", "S", ".", "2-3".substring(0, 1), "-", "3", "l", "'", "!"),
        WordSplitter.words("It\u2019s U.S. 2-3 l'!"));
    assertEquals(List.of("猫", "が", "好", "き", "abc"), WordSplitter.words("猫が好き abc"));
    assertEquals(List.of("猫", "猫", "猫"), WordSplitter.words("猫猫猫"));
    assertEquals(List.of(), WordSplitter.words(" \t\u0000"));
  }
}
