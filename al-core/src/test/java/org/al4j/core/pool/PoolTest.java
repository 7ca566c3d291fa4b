package org.al4j.core.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.junit.jupiter.api.Test;

class PoolTest {
  private static Corpus corpus(int size) {
    List<Instance> instances = new ArrayList<>();
    for (int i = size - 1; i >= 0; i--) {
      instances.add(Instance.ofText(String.format(Locale.ROOT, "i%03d", i), "text " + i));
    }
    return Corpus.of(instances);
  }

  private static Labelled<ClassLabel> labelled(Corpus corpus, int ordinal) {
    return new Labelled<>(corpus.get(ordinal), new ClassLabel("x"));
  }

  @Test
  void label_someInstances_changesOnlyTheNextPool() {
    Corpus corpus = corpus(10);
    Pool<ClassLabel> first = Pool.unlabelled(corpus);
    Pool<ClassLabel> next = first.label(List.of(labelled(corpus, 7), labelled(corpus, 2)));
    assertEquals(10, first.unlabelledCount());
    assertEquals(0, first.labelled().size());
    assertEquals(8, next.unlabelledCount());
    assertEquals(
        List.of("i002", "i007"),
        next.labelled().stream().map(item -> item.instance().id()).toList());
    assertFalse(next.isUnlabelled(7));
  }

  @Test
  void skip_ordinalsThatPass_setsAsideWhatIsUnlabelled() {
    Corpus corpus = corpus(10);
    Pool<ClassLabel> pool =
        Pool.<ClassLabel>unlabelled(corpus)
            .label(List.of(labelled(corpus, 2)))
            .skip(List.of("i003"));
    Pool<ClassLabel> even = pool.skip(ordinal -> ordinal % 2 == 1);
    List<Integer> left = new ArrayList<>();
    even.unlabelledOrdinals().forEachRemaining((int ordinal) -> left.add(ordinal));
    assertEquals(List.of(0, 4, 6, 8), left);
    assertEquals(5, even.skippedCount());
    assertEquals(1, even.labelledCount());
    assertEquals(1, pool.skippedCount());
    assertSame(pool, pool.skip(ordinal -> ordinal == 2));
  }

  @Test
  void label_twice_isRefusedAndLabelsNothing() {
    Corpus corpus = corpus(5);
    Pool<ClassLabel> pool = Pool.<ClassLabel>unlabelled(corpus).label(List.of(labelled(corpus, 1)));
    assertThrows(
        InvalidInputException.class,
        () -> pool.label(List.of(labelled(corpus, 2), labelled(corpus, 1))));
    assertEquals(4, pool.unlabelledCount());
  }

  @Test
  void label_instanceOutsideTheCorpus_isRefused() {
    Pool<ClassLabel> pool = Pool.unlabelled(corpus(5));
    Labelled<ClassLabel> other = new Labelled<>(Instance.ofText("zzz", "z"), new ClassLabel("x"));
    assertThrows(InvalidInputException.class, () -> pool.label(List.of(other)));
  }

  @Test
  void skip_thenLabel_countsAsLabelled() {
    Corpus corpus = corpus(5);
    Pool<ClassLabel> skipped = Pool.<ClassLabel>unlabelled(corpus).skip(List.of("i003"));
    assertEquals(1, skipped.skippedCount());
    assertTrue(skipped.isSkipped(3));
    Pool<ClassLabel> labelled = skipped.label(List.of(labelled(corpus, 3)));
    assertEquals(0, labelled.skippedCount());
    assertEquals(4, labelled.unlabelledCount());
    assertEquals(1, labelled.labelledCount());
  }

  @Test
  void counts_anySequence_addUpToTheCorpus() {
    Corpus corpus = corpus(60);
    Pool<ClassLabel> pool = Pool.unlabelled(corpus);
    for (int i = 0; i < 60; i += 3) {
      pool =
          i % 2 == 0
              ? pool.label(List.of(labelled(corpus, i)))
              : pool.skip(List.of(corpus.get(i).id()));
      assertEquals(60, pool.labelledCount() + pool.unlabelledCount() + pool.skippedCount());
    }
  }

  @Test
  void corpus_equalIds_areRefused() {
    assertThrows(
        InvalidInputException.class,
        () -> Corpus.of(List.of(Instance.ofText("a", "1"), Instance.ofText("a", "2"))));
  }

  @Test
  void corpus_ordinal_findsEveryIdAndNoOther() {
    Corpus corpus = corpus(17);
    for (int i = 0; i < corpus.size(); i++) {
      assertEquals(i, corpus.ordinal(corpus.get(i).id()));
    }
    assertEquals(-1, corpus.ordinal("i0015"));
    assertEquals(-1, corpus.ordinal(""));
  }

  @Test
  void edit_changesOfEveryKind_areOneNextPool() {
    Corpus corpus = corpus(10);
    Pool<ClassLabel> first =
        Pool.<ClassLabel>unlabelled(corpus)
            .label(List.of(labelled(corpus, 1), labelled(corpus, 2), labelled(corpus, 3)));
    PoolEditor<ClassLabel> editor = first.edit();
    editor.relabel(new Labelled<>(corpus.get(1), new ClassLabel("y")));
    editor.unlabel("i002");
    editor.skip("i004");
    editor.label(labelled(corpus, 5));
    editor.unlabel("i003");
    editor.label(new Labelled<>(corpus.get(3), new ClassLabel("z")));
    Pool<ClassLabel> next = editor.pool();
    assertSame(next, editor.pool());
    assertEquals(
        List.of("i001 y", "i003 z", "i005 x"),
        next.labelled().stream()
            .map(item -> item.instance().id() + " " + item.annotation().name())
            .toList());
    assertEquals(3, next.labelledCount());
    assertEquals(6, next.unlabelledCount());
    assertEquals(1, next.skippedCount());
    assertTrue(next.isLabelled(3) && !next.isLabelled(2) && !next.isLabelled(4));
    assertEquals(
        List.of("x", "x", "x"),
        first.labelled().stream().map(item -> item.annotation().name()).toList());
    editor.label(labelled(corpus, 2));
    assertEquals(3, next.labelledCount());
    assertEquals(4, editor.pool().labelled().size());
  }

  @Test
  void edit_whatIsNotLabelled_isNeitherRelabelledNorUnlabelled() {
    PoolEditor<ClassLabel> editor = Pool.<ClassLabel>unlabelled(corpus(5)).edit();
    assertThrows(InvalidInputException.class, () -> editor.unlabel("i001"));
    assertThrows(InvalidInputException.class, () -> editor.relabel(labelled(corpus(5), 1)));
    assertEquals(5, editor.pool().unlabelledCount());
  }

  /** An ordinal means the same instance for ever. */
  @Test
  void grow_newInstances_standBehindTheOthers() {
    Corpus corpus = corpus(5);
    Pool<ClassLabel> pool = Pool.<ClassLabel>unlabelled(corpus).label(List.of(labelled(corpus, 2)));
    Pool<ClassLabel> grown =
        pool.grow(List.of(Instance.ofText("z", "last"), Instance.ofText("a", "first")))
            .grow(List.of(Instance.ofText("i0025", "between")));
    Corpus all = grown.corpus();
    List<String> ids = new ArrayList<>();
    all.forEach(instance -> ids.add(instance.id()));
    assertEquals(List.of("i000", "i001", "i002", "i003", "i004", "a", "z", "i0025"), ids);
    for (int ordinal = 0; ordinal < all.size(); ordinal++) {
      assertEquals(ordinal, all.ordinal(ids.get(ordinal)));
    }
    assertEquals(-1, all.ordinal("b"));
    assertEquals(7, grown.unlabelledCount());
    assertTrue(grown.isUnlabelled(7) && grown.isLabelled(2));
    assertEquals(4, pool.unlabelledCount());
    assertThrows(
        InvalidInputException.class, () -> grown.grow(List.of(Instance.ofText("a", "again"))));
    assertSame(grown, grown.grow(List.of()));
  }
}
