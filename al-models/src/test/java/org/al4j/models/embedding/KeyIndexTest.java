package org.al4j.models.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KeyIndexTest {
  @Test
  void put_manyKeysWithCollisions_keepsTheLastValueOfEach() {
    SplittableRandom random = new SplittableRandom(1);
    Map<TextKey, Long> expected = new HashMap<>();
    KeyIndex index = new KeyIndex();
    for (int i = 0; i < 20_000; i++) {
      TextKey key = new TextKey(random.nextLong(300), random.nextLong(40));
      long value = random.nextLong(Long.MAX_VALUE);
      expected.put(key, value);
      index.put(key, value);
    }
    assertEquals(expected.size(), index.size());
    expected.forEach((key, value) -> assertEquals(value, index.get(key)));
    assertEquals(KeyIndex.NOWHERE, index.get(new TextKey(300, 0)));
    assertEquals(KeyIndex.NOWHERE, index.get(new TextKey(0, 40)));
  }

  @Test
  void put_keyOfZeros_isAKeyLikeAnyOther() {
    KeyIndex index = new KeyIndex();
    TextKey zeros = new TextKey(0, 0);
    assertEquals(KeyIndex.NOWHERE, index.get(zeros));
    index.put(zeros, 0);
    assertEquals(0, index.get(zeros));
    assertEquals(1, index.size());
  }
}
