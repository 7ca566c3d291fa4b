package org.al4j.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnspacedScriptsTest {
  private static String cut(String run) {
    List<String> words = new ArrayList<>();
    List<String> grams = new ArrayList<>();
    UnspacedScripts.cut(run, words::add, grams::add);
    return "words " + words + " grams " + grams;
  }

  @Test
  void cut_spacedScripts_isTheRunItself() {
    for (String run :
        List.of("word", "blåbær", "счёт", "한국어", "हिन्दी", "a1_b", "مرحبا", "e\u0301t")) {
      assertEquals("words [" + run + "] grams []", cut(run));
    }
  }

  @Test
  void cut_chinese_isOneToThreeCharacters() {
    assertEquals("words [] grams [服, 服务, 服务好, 务, 务好, 好]", cut("服务好"));
    assertEquals("words [] grams [好]", cut("好"));
  }

  @Test
  void cut_mixedScripts_separatesThem() {
    assertEquals("words [iphone, 2024] grams [手, 手机, 机, 年]", cut("iphone手机2024年"));
    assertEquals("words [] grams [カ, カー, ー]", cut("カー"), "the mark of length has no script");
  }

  @Test
  void cut_thaiMarks_stayWithTheirLetter() {
    // the first letter carries a vowel and a tone
    assertEquals("words [] grams [ที่, ที่น, น]", cut("ที่น"));
  }

  @Test
  void cut_stackedConsonants_areOneCharacter() {
    assertEquals("words [] grams [က္က, က္ကက, က]", cut("က္ကက"));
  }

  @Test
  void cut_supplementaryIdeographs_areNotHalved() {
    assertEquals("words [] grams [𠮷, 𠮷野, 野]", cut("𠮷野"));
  }

  @Test
  void normalise_otherWidths_becomeTheUsualOnes() {
    assertEquals("iPhone 15が", UnspacedScripts.normalise("ｉＰｈｏｎｅ １５が"));
    assertEquals("バグ", UnspacedScripts.normalise("ﾊﾞｸﾞ"));
    assertEquals("é", UnspacedScripts.normalise("e\u0301"));
  }

  @Test
  void normalise_usualText_isLeftAlone() {
    String text = "a plain text, ½ ² ﬁ";
    assertSame(text, UnspacedScripts.normalise(text));
  }
}
