package org.al4j.strategies.tagging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.model.FitContext;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.named.QueryPlan;
import org.al4j.strategies.stopping.Stopping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Active learning of tags, from the first query on. */
class TaggingLoopTest {
  private static final Dataset<TagSequence> DATA = TagTexts.dataset(120, 3);
  private static final Map<String, Instance> BY_ID =
      DATA.items().stream()
          .map(Labelled::instance)
          .collect(Collectors.toMap(Instance::id, x -> x, (x, y) -> x, TreeMap::new));
  private static final int TOKENS = 40;

  private static int words(Instance instance) {
    return instance.words().size();
  }

  private static List<List<String>> run(String plan, WordTagger learner, int rounds) {
    QueryPlan named = QueryPlan.named(plan);
    Budget budget = Budget.tokens(TOKENS, TaggingLoopTest::words);
    try (ActiveLearning<TagSequence> loop =
        ActiveLearning.builder(Pool.<TagSequence>unlabelled(DATA.corpus()), DATA.labels())
            .learner(learner)
            .initial(Strategies.named("cold-start"), budget)
            .strategy(named.strategy())
            .candidates(named.policy())
            .budget(budget)
            .stopping(Stopping.maximumRounds(rounds))
            .seed(5)
            .build()) {
      loop.run(Oracle.gold(DATA.items()));
      return loop.queries().stream().map(Query::ids).toList();
    }
  }

  /** What was passed but for the record of the queries, which MNLP does not ask for. */
  private static int scored(WordTagger learner, List<List<String>> queries) {
    return learner.forwarded - queries.stream().skip(1).mapToInt(List::size).sum();
  }

  /** The last sentence is the one that reaches the budget. */
  private static void requireTokens(List<String> query) {
    int all = query.stream().mapToInt(id -> words(BY_ID.get(id))).sum();
    int last = words(BY_ID.get(query.get(query.size() - 1)));
    assertTrue(all >= TOKENS && all - last < TOKENS, all + " words, the last one has " + last);
  }

  /** What does not ask for the kind takes tags too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "random",
        "mnlp",
        "token-entropy",
        "token-margin",
        "sequence-least-confidence",
        "core-set",
        "typicality",
        "cluster",
        "cold-start",
        "discriminative",
        "representative(form=contrastive)",
        "uncertainty-then-cluster(utility=mnlp)",
        "roi(utility=token-entropy)",
        "staged(first=core-set,then=mnlp,round=2)",
        "affordable(strategy=mnlp,limit=8)"
      })
  void run_strategiesThatTakeTags_queryTheirTokens(String strategy) {
    assertTrue(Strategies.named(strategy).kinds().contains(TagSequence.class));
    List<List<String>> queries = run(strategy, new WordTagger(), 3);
    assertEquals(3, queries.size());
    queries.forEach(TaggingLoopTest::requireTokens);
  }

  @Test
  void run_upsUnderMnlp_scoresLessAndQueriesItsTokens() {
    WordTagger all = new WordTagger();
    int everything = scored(all, run("mnlp", all, 6));
    WordTagger some = new WordTagger();
    List<List<String>> queries = run("ups(gamma=0.2,T=0.05,utility=mnlp,full=0:1)+mnlp", some, 6);
    queries.forEach(TaggingLoopTest::requireTokens);
    int less = scored(some, queries);
    assertTrue(less < 0.6 * everything, less + " of " + everything);
  }

  /** The most uncertain sentences come first, whatever their length. */
  @Test
  void run_mnlp_choosesTheLeastLikelyByTheWord() {
    List<List<String>> queries = run("mnlp", new WordTagger(), 2);
    List<Labelled<TagSequence>> first =
        DATA.items().stream()
            .filter(item -> queries.get(0).contains(item.instance().id()))
            .toList();
    WordTagger.Model model = new WordTagger().fit(first, FitContext.of(DATA.labels(), 1));
    Map<String, Double> mnlp = new TreeMap<>();
    BY_ID.forEach((id, x) -> mnlp.put(id, mnlp(model, x)));
    double least = queries.get(1).stream().mapToDouble(mnlp::get).min().orElseThrow();
    BY_ID.keySet().stream()
        .filter(id -> !queries.get(0).contains(id) && !queries.get(1).contains(id))
        .forEach(id -> assertTrue(mnlp.get(id) <= least + 1e-6, id));
  }

  private static double mnlp(WordTagger.Model model, Instance x) {
    double sum = 0;
    for (String word : x.words()) {
      double most = 0;
      for (double p : model.probabilities(word)) {
        most = Math.max(most, p);
      }
      sum -= Math.log(most);
    }
    return sum / x.words().size();
  }

  @Test
  void kinds_ofWhatMindsNoAnnotation_areAll() {
    for (String name :
        List.of(
            "random",
            "core-set",
            "typicality",
            "cold-start",
            "cluster",
            "discriminative",
            "representative")) {
      assertEquals(Annotation.kinds(), Strategies.named(name).kinds(), name);
    }
  }
}
