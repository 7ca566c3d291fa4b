package org.al4j.strategies.coldstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.TargetText;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selection;
import org.al4j.strategies.Strategies;
import org.al4j.testkit.QueryStrategyContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ClassDescriptionsTest {
  private static final LabelSpace LABELS = LabelSpace.of("a", "b");

  @Nested
  class Contract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return new ClassDescriptions(Descriptions.NAMES);
    }
  }

  @Nested
  class NamedContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return Strategies.named("class-descriptions(beta=2,lambda=0.5)");
    }
  }

  private static Pool<ClassLabel> pool(String... texts) {
    return Pool.unlabelled(Stream.of(texts).map(text -> Instance.ofText(text, text)).toList());
  }

  private static Selection select(QueryStrategy strategy, FixedView view, Pool<ClassLabel> pool) {
    QueryContext context = new QueryContext(0, new SplittableRandom(1), pool, LABELS);
    return strategy.select(view, Candidates.all(pool), Budget.items(3), context);
  }

  /** Texts by their angle, seen from class a at 0 degrees and class b at 90. */
  private static FixedView angles(Map<String, Integer> degrees) {
    FixedView view = new FixedView().put("a", 1, 0).put("b", 0, 1);
    degrees.forEach(
        (text, angle) ->
            view.put(
                text,
                (float) Math.cos(Math.toRadians(angle)),
                (float) Math.sin(Math.toRadians(angle))));
    return view;
  }

  @Test
  void select_turns_takeTheLargestMarginOfEachClass() {
    FixedView view = angles(Map.of("x", 10, "y", 20, "z", 50, "w", 85));
    ClassDescriptions strategy = new ClassDescriptions(Descriptions.NAMES, 10, 0);
    Selection selection = select(strategy, view, pool("x", "y", "z", "w"));
    assertEquals(List.of("x", "w", "y"), selection.ids());
    assertTrue(Double.isNaN(selection.items().get(0).utility()), "they fall within a class only");
    assertEquals(2, view.passes, "descriptions and candidates");
  }

  @Test
  void select_variety_leavesOutWhatIsLikeTheChosen() {
    FixedView view = angles(Map.of("x", 10, "x2", 11, "y", -35, "w", 85));
    Pool<ClassLabel> pool = pool("x", "x2", "y", "w");
    // margins to a: y 1.393, x .811, x2 .791
    ClassDescriptions near = new ClassDescriptions(Descriptions.NAMES, 10, 0);
    assertEquals(List.of("y", "w", "x"), select(near, view, pool).ids());
    // after x and w: (1 - lambda) margin - lambda cos, with margins .982 and .366, cosines to x
    // 1.000 and .866: x2 has .982 and y .366 without variety, -.802 and -.743 with .9 of it
    FixedView other = angles(Map.of("x", 0, "x2", 1, "y", 30, "w", 85));
    assertEquals(List.of("x", "w", "x2"), select(near, other, pool).ids());
    ClassDescriptions varied = new ClassDescriptions(Descriptions.NAMES, 10, 0.9);
    assertEquals(List.of("x", "w", "y"), select(varied, other, pool).ids());
  }

  @Test
  void select_words_findTheClassThatTheyName() {
    Pool<ClassLabel> pool = pool("b or not", "this is a text", "a", "so b it is");
    QueryContext context = new QueryContext(0, new SplittableRandom(1), pool, LABELS);
    QueryStrategy strategy = Strategies.named("class-descriptions");
    assertEquals(Set.of(), strategy.needs());
    Selection selection =
        strategy.select(new HashedWords(4), Candidates.all(pool), Budget.items(2), context);
    assertEquals(List.of("a", "b or not"), selection.ids());
  }

  @Test
  void select_learnersView_goesBeforeHashedWords() {
    FixedView view = angles(Map.of("x", 80, "y", 5));
    Pool<ClassLabel> pool = pool("x", "y");
    QueryContext context =
        new QueryContext(0, new SplittableRandom(1), pool, LABELS).withView(view);
    QueryStrategy named = Strategies.named("class-descriptions");
    assertEquals(
        List.of("y"),
        named.select(new HashedWords(4), Candidates.all(pool), Budget.items(1), context).ids());
    assertEquals(2, view.passes);
    QueryStrategy words = Strategies.named("class-descriptions(dimensions=256)");
    words.select(new HashedWords(4), Candidates.all(pool), Budget.items(1), context);
    assertEquals(2, view.passes, "hashed words were asked for");
  }

  @Test
  void settings_descriptions_tellStrategiesApart() {
    ClassDescriptions names = new ClassDescriptions(Descriptions.NAMES);
    ClassDescriptions lines = new ClassDescriptions(new Descriptions(Map.of("a", "about a")));
    assertNotEquals(names.settings(), lines.settings());
    assertEquals("about a", lines.settings().get("description.a"));
    Set<Class<? extends Annotation>> kinds = new HashSet<>(names.kinds());
    assertFalse(kinds.contains(TargetText.class));
  }

  @Test
  void named_checkpointAndDimensions_areRefused() {
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () -> Strategies.named("cold-start(checkpoint=x,dimensions=5)"));
    assertEquals(
        "the texts are seen by a checkpoint or by hashed words: give checkpoint or dimensions, not"
            + " both",
        error.getMessage());
  }

  @Test
  void named_checkpointThatIsNotThere_saysSo() {
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class, () -> Strategies.named("cold-start(checkpoint=no-such)"));
    assertTrue(error.getMessage().contains("no-such"), error.getMessage());
  }
}
