package org.al4j.models.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.text.TextsRead;
import org.al4j.models.Fixtures;
import org.al4j.models.tokenize.LongTexts;
import org.al4j.models.tokenize.TextTokenizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TextEncoderTest {
  private static final int POSITIONS = 40;

  private TextEncoder encoder = encoder(4, LongTexts.TRUNCATE);

  private static TextEncoder encoder(int maxLength, LongTexts tooLong) {
    return new TextEncoder(
        TextTokenizer.open(Fixtures.path("models/bert/base")), maxLength, tooLong, POSITIONS, 100);
  }

  @AfterEach
  void close() {
    encoder.close();
  }

  private TextEncoder.Encoded encode(String... texts) {
    return encoder.encode(Arrays.stream(texts).map(text -> Instance.ofText("i", text)).toList());
  }

  @Test
  void encode_again_isRememberedAndCountedOnce() {
    TextEncoder.Encoded first = encode("the cat", "the cat runs", "the cat runs");
    TextEncoder.Encoded again = encode("the cat runs", "the cat");
    assertSame(first.sequences().get(1), first.sequences().get(2));
    assertSame(first.sequences().get(1), again.sequences().get(0));
    assertSame(first.sequences().get(0), again.sequences().get(1));
    assertEquals(2, first.truncated(), "each reading counts here");
    assertEquals(1, again.truncated());
    assertEquals(new TextsRead(2, 1, 4), encoder.read());
  }

  @Test
  void encode_textsThatDifferInALoneSurrogate_areTwo() {
    assertNotSame(encode("\ud83d").sequences().get(0), encode("\ud83c").sequences().get(0));
    assertNotSame(encode("\ud83d").sequences().get(0), encode("?").sequences().get(0));
  }

  @Test
  void encode_longTexts_areNotKept() throws InterruptedException {
    List<WeakReference<String>> texts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String text = i + "the cat runs ".repeat(2_000);
      texts.add(new WeakReference<>(text));
      encode(text);
    }
    for (int i = 0; i < 50 && texts.stream().anyMatch(text -> text.get() != null); i++) {
      System.gc();
      Thread.sleep(20);
    }
    texts.forEach(text -> assertNull(text.get()));
    assertEquals(new TextsRead(20, 20, 4), encoder.read());
  }

  @Test
  void encode_moreTokensThanAreRemembered_countsEachTextOnce() {
    encoder.close();
    encoder = new TextEncoder(new Endless(), 1_000_000, LongTexts.TRUNCATE, 1_000_000, 100);
    List<Instance> texts =
        IntStream.range(0, 10).mapToObj(i -> Instance.ofText("t" + i, "text " + i)).toList();
    TextEncoder.Encoded first = encoder.encode(texts);
    TextEncoder.Encoded again = encoder.encode(texts);
    assertSame(first.sequences().get(7), again.sequences().get(7)); // eight million tokens
    assertNotSame(first.sequences().get(8), again.sequences().get(8));
    assertEquals(new TextsRead(10, 10, 1_000_000), encoder.read());
  }

  @Test
  void encode_refused_namesTheInstance() {
    encoder.close();
    encoder = encoder(4, LongTexts.REFUSE);
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> encode("the cat", "the cat runs"));
    assertEquals(
        "instance i: a text of 6 tokens, at most 4 are read; shorten it, raise max-length (to at"
            + " most 40), or have long texts truncated: 'the cat runs'",
        error.getMessage());
  }
}
