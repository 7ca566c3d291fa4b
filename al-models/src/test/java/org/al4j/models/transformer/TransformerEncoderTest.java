package org.al4j.models.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.models.Fixtures;
import org.al4j.models.transformer.TransformerEncoder.Pooling;
import org.junit.jupiter.api.Test;

class TransformerEncoderTest {
  private static final Path ELECTRA = Fixtures.path("models/electra/base");
  private static final List<String> TEXTS = List.of("the cat runs", "the", "cat cat the runs the");

  @Test
  void encode_anyNumberOfTexts_inOrderAWindowAtATime() {
    AtomicInteger read = new AtomicInteger();
    List<float[]> vectors = new ArrayList<>();
    Iterable<String> texts =
        () -> Stream.generate(() -> TEXTS.get(read.getAndIncrement() % 3)).limit(2500).iterator();
    try (TransformerEncoder encoder = TransformerEncoder.load(ELECTRA, Pooling.MEAN)) {
      encoder.encode(
          texts,
          vector -> {
            vectors.add(vector);
            assertTrue(read.get() <= vectors.size() + 1024, "reads ahead");
          });
      assertEquals(2500, vectors.size());
      for (int i = 0; i < 3; i++) {
        List<float[]> alone = new ArrayList<>();
        encoder.encode(List.of(TEXTS.get(i)), alone::add);
        assertEquals(encoder.width(), alone.get(0).length);
        assertArrayEquals(alone.get(0), vectors.get(2496 + i), 1e-5f);
      }
    }
  }

  @Test
  void encode_poolings_differ() {
    Path bert = Fixtures.path("models/bert/base");
    List<float[]> vectors = new ArrayList<>();
    for (Pooling pooling : Pooling.values()) {
      try (TransformerEncoder encoder = TransformerEncoder.load(bert, pooling)) {
        encoder.encode(TEXTS.subList(0, 1), vectors::add);
      }
    }
    assertEquals(4, vectors.stream().map(vector -> vector[0]).distinct().count());
  }

  @Test
  void encode_textBeyondThePositions_countedAndCut() {
    try (TransformerEncoder encoder = TransformerEncoder.load(ELECTRA, Pooling.FIRST_TOKEN)) {
      List<float[]> vectors = new ArrayList<>();
      encoder.encode(List.of("cat ".repeat(50), "", "cat"), vectors::add);
      assertEquals(3, vectors.size());
      assertEquals(1, encoder.textsRead().truncated());
    }
  }

  @Test
  void load_poolerThatIsNotThere_refused() {
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class, () -> TransformerEncoder.load(ELECTRA, Pooling.POOLER));
    assertEquals(
        ELECTRA + ": the model has no pooler; choose FIRST_TOKEN or MEAN", error.getMessage());
  }

  @Test
  void encode_gpt2_lastTokenOrMeanAndNotTheFirst() {
    Path gpt2 = Fixtures.path("models/gpt2/base");
    List<float[]> vectors = new ArrayList<>();
    for (Pooling pooling : List.of(Pooling.LAST_TOKEN, Pooling.MEAN)) {
      try (TransformerEncoder encoder = TransformerEncoder.load(gpt2, pooling)) {
        encoder.encode(List.of("the cat", "the", ""), vectors::add);
      }
    }
    assertFalse(Arrays.equals(vectors.get(0), vectors.get(3)));
    assertArrayEquals(vectors.get(1), vectors.get(4), 1e-6f); // a text of one token
    assertArrayEquals(vectors.get(2), vectors.get(5), 1e-6f);
    for (Pooling pooling : List.of(Pooling.FIRST_TOKEN, Pooling.POOLER)) {
      String message =
          assertThrows(InvalidInputException.class, () -> TransformerEncoder.load(gpt2, pooling))
              .getMessage();
      assertTrue(
          message.startsWith(gpt2.toString()) && message.endsWith("choose LAST_TOKEN or MEAN"));
    }
  }

  @Test
  void encode_closed_refused() {
    TransformerEncoder encoder = TransformerEncoder.load(ELECTRA, Pooling.MEAN);
    encoder.close();
    encoder.close();
    assertThrows(IllegalStateException.class, () -> encoder.encode(TEXTS, vector -> {}));
  }
}
