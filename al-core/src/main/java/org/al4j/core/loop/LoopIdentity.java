package org.al4j.core.loop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.DataHash;
import org.al4j.core.data.Instance;
import org.al4j.core.io.Sha256;
import org.al4j.core.log.Provenance;
import org.al4j.core.loop.internal.run.Environment;
import org.al4j.core.loop.internal.run.People;
import org.al4j.core.people.Adjudication;
import org.al4j.core.query.Budget;
import org.al4j.core.settings.Configured;
import org.al4j.core.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * What a loop records of itself: equal settings and data, and nothing else, give equal identities.
 */
final class LoopIdentity {
  private LoopIdentity() {}

  /**
   * The first line of a run.
   *
   * @param configuration the application's own settings
   * @param durable whether the run is kept: data is hashed only then
   */
  static Provenance of(
      LoopSettings<?> settings, Map<String, String> configuration, boolean durable) {
    Map<String, String> identity = new HashMap<>();
    configuration.forEach((key, value) -> identity.put("configuration." + key, value));
    settings.trainer().provenance().forEach((key, value) -> identity.put("learner." + key, value));
    identity.put("seed", Long.toString(settings.seed()));
    identity.put("labels", settings.labels().toString());
    identity.put("learner", settings.trainer().describe());
    identity.put("strategy", settings.strategy().describe());
    identity.put("budget", describe(settings.budget()));
    identity.put(
        "initial",
        settings.initialStrategy().describe() + " " + describe(settings.initialBudget()));
    identity.put("candidates", settings.policy().describe());
    identity.put("evaluator", settings.evaluator().describe());
    if (settings.training().warm()) { // absent by default, as before there was a choice
      identity.put("training", settings.training().describe());
    }
    identity.putAll(settings.people().identity()); // nothing by default
    if (settings.ahead()) {
      identity.put("queries", "prepared while the one before is labelled");
    }
    List<String> names = settings.labels().names();
    if (names.stream().anyMatch(name -> name.contains(","))) { // the list alone says too little
      Sha256 hasher = new Sha256();
      names.forEach(name -> hasher.field(name));
      identity.put("labels.sha256", hasher.hex());
    }
    if (durable) {
      settings(settings, identity);
      data(settings, identity);
    }
    return new Provenance(
        identity, durable ? Environment.describe(settings.trainer().computesInJava()) : Map.of());
  }

  /**
   * What the parts are set to, in place of their prose. Nothing is put where a part has prose only:
   * it may have settings in a later version.
   */
  private static void settings(LoopSettings<?> settings, Map<String, String> identity) {
    put(identity, "strategy", settings.strategy());
    put(identity, "candidates", settings.policy());
    put(identity, "evaluator", settings.evaluator());
    put(identity, "learner", settings.trainer().settings());
    put(identity, "budget", settings.budget());
    Map<String, String> initial = known(settings.initialStrategy());
    if (!initial.isEmpty()) {
      put(
          identity,
          "initial",
          Settings.of(initial).with("budget", settings.initialBudget()).toMap());
    }
    if (settings.training().warm()) {
      put(identity, "training", settings.training());
    }
    judgements(settings.people(), identity);
  }

  private static void judgements(People<?> people, Map<String, String> identity) {
    Adjudication<?> adjudication = people.adjudication();
    if (adjudication != null && !known(adjudication).isEmpty()) {
      put(
          identity,
          "judgements",
          Settings.named("judgements")
              .with("wanted", people.wanted())
              .with("most", people.most())
              .with("adjudication", adjudication)
              .toMap());
    }
  }

  private static void put(Map<String, String> identity, String part, Configured configured) {
    put(identity, part, known(configured));
  }

  private static Map<String, String> known(Configured configured) {
    if (!Settings.areKnown(configured)) {
      throw Settings.unknown(configured);
    }
    return configured.settings();
  }

  private static void put(Map<String, String> identity, String part, Map<String, String> all) {
    all.forEach((name, value) -> identity.put(Provenance.SETTINGS + part + "." + name, value));
  }

  private static void data(LoopSettings<?> settings, Map<String, String> identity) {
    Corpus corpus = settings.pool().corpus();
    identity.put("data.sha256", DataHash.of(corpus, settings.pool().labelled()));
    Sha256 hasher = new Sha256();
    boolean any = false;
    for (Instance instance : corpus) {
      any |= !instance.attributes().isEmpty();
      hasher.field(instance.id());
      new TreeMap<>(instance.attributes())
          .forEach(
              (name, value) -> {
                hasher.field(name);
                hasher.field(value);
              });
    }
    if (any) {
      identity.put("attributes.sha256", hasher.hex());
    }
  }

  private static String describe(@Nullable Budget budget) {
    return budget == null ? "none" : budget.describe();
  }
}
