package org.al4j.models.tokenize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class TruncationTest {
  @Test
  void longestFirst_everySmallCase_asRemovingOneByOne() {
    for (int a = 0; a < 12; a++) {
      for (int b = 0; b < 12; b++) {
        for (int room = 0; room < 26; room++) {
          int[] left = {a, b};
          while (left[0] + left[1] > room) {
            left[left[0] > left[1] ? 0 : 1]--;
          }
          assertArrayEquals(
              left, Truncation.longestFirst(new int[] {a, b}, room), a + " " + b + " " + room);
        }
      }
    }
  }
}
