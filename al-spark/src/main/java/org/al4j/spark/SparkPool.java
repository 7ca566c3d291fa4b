package org.al4j.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selected;
import org.al4j.strategies.Strategies;

/**
 * The parts of an ordinary loop whose texts lie in Spark. Its {@link #pool} has ids without texts;
 * {@link #learner} fits on the texts of what is labelled and lets executors look at the rest;
 * {@link #oracle} is asked with texts. Strategies and candidate policies that look at a model alone
 * do not know: what they need of each text comes back, four bytes a number. Those that read texts
 * themselves (anchors, seals, cold starts, budgets in tokens) have none to read. {@link #strategy}
 * has the utility computed by executors, so that one number a text comes back, also of tags.
 *
 * <p>A batch strategy that needs embeddings takes them of what a utility left over: {@link
 * #prefiltered}.
 */
public final class SparkPool {
  private final SparkTexts texts;
  private final SparkScoring scoring;
  private final Corpus corpus;
  private final Map<String, String> fetched = new HashMap<>();

  private SparkPool(SparkTexts texts, SparkScoring scoring) {
    this.texts = texts;
    this.scoring = scoring;
    this.corpus = Corpus.of(texts.ids().stream().map(id -> Instance.ofText(id, "")).toList());
  }

  /** The texts as a pool; the driver holds an instance with its id for each. */
  public static SparkPool of(SparkTexts texts, SparkScoring scoring) {
    return new SparkPool(texts, scoring);
  }

  /** A pool of ids in which nothing is labelled, for the loop. */
  public <A extends Annotation> Pool<A> pool() {
    return Pool.unlabelled(corpus);
  }

  /**
   * A learner for the loop; closed with the one it is made of.
   *
   * @param strategies what {@link #strategy} is called with
   */
  public <A extends Annotation, M extends ActiveModel<A>> Learner<A, SparkModel<A>> learner(
      Learner<A, M> learner, String... strategies) {
    return new SparkLearner<>(learner, this, List.copyOf(Arrays.asList(strategies)));
  }

  /**
   * A model for this pool, for {@code keepModel(dir -> far.model(TfidfClassifier.load(dir),
   * "margin"))}.
   *
   * @param model closed with the one that is made of it
   * @param strategies as of {@link #learner}
   */
  public <A extends Annotation> SparkModel<A> model(ActiveModel<A> model, String... strategies) {
    return new SparkModel<>(model, this, utilities(List.copyOf(Arrays.asList(strategies))));
  }

  static Map<Output, String> utilities(List<String> strategies) {
    Map<Output, String> utilities = new TreeMap<>();
    strategies.forEach(name -> utilities.put(SparkUtility.output(name), name));
    return utilities;
  }

  /**
   * Selects what has the largest utility, which executors compute; the learner must be told the
   * same name.
   *
   * @param strategy a pointwise strategy by its name, {@code least-confidence}
   */
  public static QueryStrategy strategy(String strategy) {
    return Strategies.pointwise(new SparkUtility(strategy));
  }

  /**
   * Lets a strategy choose among what has the largest utility. Where that is at most {@link
   * SparkScoring#near}, the driver computes what the second looks at, else executors do.
   *
   * @param strategy a pointwise strategy by its name, of which the learner was told
   * @param kept so many are left over, at least the budget
   * @param then who chooses of these
   */
  public static QueryStrategy prefiltered(String strategy, int kept, QueryStrategy then) {
    return new PrefilteredStrategy(strategy, kept, then);
  }

  /** An oracle that is asked with texts. */
  public <A extends Annotation> Oracle<A> oracle(Oracle<A> oracle) {
    return query -> {
      List<Instance> with = withTexts(query.items().stream().map(Selected::instance).toList());
      List<Selected> items = new ArrayList<>();
      for (int i = 0; i < with.size(); i++) {
        items.add(new Selected(with.get(i), query.items().get(i).utility()));
      }
      return oracle.ask(new Query(query.round(), items));
    };
  }

  /** The same instances with their texts, where they have none; one pass over the data set. */
  public List<Instance> withTexts(List<Instance> instances) {
    Map<String, String> found = find(instances);
    return instances.stream()
        .map(one -> isFar(one) ? Instance.ofText(one.id(), text(found, one)) : one)
        .toList();
  }

  private static String text(Map<String, String> found, Instance one) {
    return found.getOrDefault(one.id(), "");
  }

  private Map<String, String> find(List<Instance> instances) {
    Map<String, String> found = new HashMap<>();
    Set<String> missing = new HashSet<>();
    synchronized (fetched) {
      for (Instance one : instances) {
        String text = fetched.get(one.id());
        if (text != null) {
          found.put(one.id(), text);
        } else if (isFar(one)) {
          missing.add(one.id());
        }
      }
    }
    found.putAll(texts.texts(missing));
    return found;
  }

  <A extends Annotation> List<Labelled<A>> labelledTexts(List<Labelled<A>> labelled) {
    List<Instance> with = withTexts(labelled.stream().map(Labelled::instance).toList());
    synchronized (fetched) { // each round has those of the one before
      with.stream()
          .filter(one -> corpus.ordinal(one.id()) >= 0)
          .forEach(one -> fetched.put(one.id(), one.text()));
    }
    List<Labelled<A>> all = new ArrayList<>();
    for (int i = 0; i < with.size(); i++) {
      all.add(new Labelled<>(with.get(i), labelled.get(i).annotation()));
    }
    return all;
  }

  /** Whether an instance's text is in Spark; one that the loop's pool has grown by has its own. */
  boolean isFar(Instance instance) {
    return instance.text().isEmpty() && corpus.ordinal(instance.id()) >= 0;
  }

  SparkTexts texts() {
    return texts;
  }

  SparkScoring scoring() {
    return scoring;
  }

  Corpus corpus() {
    return corpus;
  }
}
