package org.al4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selected;
import org.al4j.core.query.Selection;
import org.al4j.core.settings.Settings;
import org.junit.jupiter.api.Test;

/**
 * What every strategy must keep. Extend it in a test class, implement {@link #strategy()}, and the
 * tests are inherited.
 */
public abstract class QueryStrategyContract {
  private static final int COUNT = 90;
  private static final int LABELLED = 20;
  private static final int CLASSES = 3;

  /** The contract's tests are inherited. */
  protected QueryStrategyContract() {}

  /** A new strategy under test. */
  protected abstract QueryStrategy strategy();

  /**
   * What a labelled instance is annotated with in the pool; its class by default. A strategy for
   * another kind of annotation makes one of it.
   */
  protected Annotation annotation(Labelled<ClassLabel> item) {
    return item.annotation();
  }

  private static Dataset<ClassLabel> data() {
    return FakeTexts.dataset(COUNT, CLASSES, 7);
  }

  private static TinyClassifier model(Dataset<ClassLabel> data) {
    return new TinyLearner()
        .fit(data.items().subList(0, LABELLED), FitContext.of(data.labels(), 1));
  }

  private Pool<Annotation> pool(List<Instance> instances, Dataset<ClassLabel> data) {
    List<Labelled<Annotation>> labelled = new ArrayList<>();
    for (Labelled<ClassLabel> item : data.items().subList(0, LABELLED)) {
      labelled.add(new Labelled<>(item.instance(), annotation(item)));
    }
    return Pool.<Annotation>unlabelled(instances).label(labelled);
  }

  private static List<Instance> instances(Dataset<ClassLabel> data) {
    return new ArrayList<>(data.items().stream().map(Labelled::instance).toList());
  }

  private Selection select(Pool<Annotation> pool, AcquisitionModel model, Budget budget) {
    QueryContext context =
        new QueryContext(1, new Seeds(3).generator("select", 1), pool, FakeTexts.labels(CLASSES));
    return strategy().select(model, Candidates.all(pool), budget, context);
  }

  @Test
  void settings_twoStrategies_areToldAndEqualForEqualOnes() {
    QueryStrategy first = strategy();
    assertTrue(
        Settings.areKnown(first), "a run that is kept must know what it is set to: settings()");
    assertEquals(first.settings(), strategy().settings());
  }

  @Test
  void select_anyBudget_choosesDistinctUnlabelledWithinBudget() {
    Dataset<ClassLabel> data = data();
    Pool<Annotation> pool = pool(instances(data), data);
    for (int count : new int[] {1, 7, COUNT - LABELLED}) {
      Selection selection = select(pool, model(data), Budget.items(count));
      assertEquals(count, selection.items().size());
      assertEquals(count, new HashSet<>(selection.ids()).size(), "an instance was chosen twice");
      for (String id : selection.ids()) {
        assertTrue(pool.isUnlabelled(pool.corpus().ordinal(id)), id + " is not a candidate");
      }
    }
  }

  @Test
  void considers_whatIsChosen_passes() {
    Dataset<ClassLabel> data = data();
    Pool<Annotation> pool = pool(instances(data), data);
    QueryContext context =
        new QueryContext(1, new Seeds(3).generator("select", 1), pool, FakeTexts.labels(CLASSES));
    for (Selected item : select(pool, model(data), Budget.items(7)).items()) {
      assertTrue(strategy().considers(context).test(item.instance()), item.instance().id());
    }
  }

  @Test
  void select_budgetBeyondCandidates_choosesAll() {
    Dataset<ClassLabel> data = data();
    Pool<Annotation> pool = pool(instances(data), data);
    assertEquals(
        COUNT - LABELLED, select(pool, model(data), Budget.items(10 * COUNT)).items().size());
  }

  @Test
  void select_oneCandidate_choosesIt() {
    Dataset<ClassLabel> data = data();
    Pool<Annotation> pool = pool(instances(data).subList(0, LABELLED + 1), data);
    assertEquals(
        List.of(data.items().get(LABELLED).instance().id()),
        select(pool, model(data), Budget.items(5)).ids());
  }

  /**
   * Some strategies compare with the labelled instances, for which they make a pass of their own.
   */
  @Test
  void select_needs_forwardsEachCandidateOnceAndEachLabelledAtMostOnce() {
    Dataset<ClassLabel> data = data();
    Pool<Annotation> pool = pool(instances(data), data);
    CountingModel model = new CountingModel(model(data));
    select(pool, model, Budget.items(10));
    int expected = strategy().needs().isEmpty() ? 0 : 1;
    for (Instance instance : pool.corpus()) {
      boolean isCandidate = pool.isUnlabelled(pool.corpus().ordinal(instance.id()));
      int forwarded = model.forwarded(instance.id());
      assertTrue(
          isCandidate ? forwarded == expected : forwarded <= expected,
          instance.id() + " was forwarded " + forwarded + " times");
    }
  }

  @Test
  void select_sameSeed_choosesTheSame() {
    Dataset<ClassLabel> data = data();
    Pool<Annotation> pool = pool(instances(data), data);
    Selection first = select(pool, model(data), Budget.items(10));
    assertEquals(first.ids(), select(pool, model(data), Budget.items(10)).ids());
  }

  @Test
  void select_otherOrderOfInstances_choosesTheSame() {
    Dataset<ClassLabel> data = data();
    Selection first = select(pool(instances(data), data), model(data), Budget.items(10));
    List<Instance> shuffled = instances(data);
    Collections.shuffle(shuffled, new Random(5));
    assertEquals(first.ids(), select(pool(shuffled, data), model(data), Budget.items(10)).ids());
  }

  @Test
  void select_duplicateTexts_choosesDistinctIds() {
    Dataset<ClassLabel> data = data();
    List<Instance> twice = instances(data);
    for (Instance instance : instances(data)) {
      twice.add(Instance.ofText(instance.id() + "-again", instance.text()));
    }
    Selection selection = select(pool(twice, data), model(data), Budget.items(30));
    assertEquals(30, new HashSet<>(selection.ids()).size());
  }

  @Test
  void select_tokenBudget_includesTheCrossingItemAndNoMore() {
    Dataset<ClassLabel> data = data();
    Pool<Annotation> pool = pool(instances(data), data);
    Selection selection = select(pool, model(data), Budget.tokens(20, instance -> 6));
    assertEquals(4, selection.items().size(), "4 x 6 tokens is the first total to reach 20");
  }

  @Test
  void select_costBudget_isNeverExceeded() {
    Dataset<ClassLabel> data = data();
    Pool<Annotation> pool = pool(instances(data), data);
    Selection selection = select(pool, model(data), Budget.cost(20, instance -> 6));
    assertEquals(3, selection.items().size(), "3 x 6 is the largest total within 20");
  }

  @Test
  void select_utilities_fallInOrderOfAsking() {
    Dataset<ClassLabel> data = data();
    Pool<Annotation> pool = pool(instances(data), data);
    List<Selected> items = select(pool, model(data), Budget.items(15)).items();
    for (int i = 1; i < items.size(); i++) {
      double before = items.get(i - 1).utility();
      double now = items.get(i).utility();
      assertTrue(Double.isNaN(now) == Double.isNaN(before), "all items have a utility or none");
      assertTrue(Double.isNaN(now) || before >= now, "larger utility is selected first");
    }
  }
}
