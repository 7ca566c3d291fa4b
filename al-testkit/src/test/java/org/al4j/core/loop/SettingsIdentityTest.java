package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.log.Provenance;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.people.Adjudication;
import org.al4j.core.people.Judgements;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selection;
import org.al4j.core.settings.Settings;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run is known by what its parts are set to, and not by their prose. */
class SettingsIdentityTest {
  @TempDir private Path dir;

  /** Its prose is a part of it that may change from version to version. */
  private record Worded(double beta, Wording wording) implements QueryStrategy {
    @Override
    public String describe() {
      return wording.text();
    }

    @Override
    public Map<String, String> settings() {
      return wording.known() ? Settings.named("Worded").with("beta", beta).toMap() : Map.of();
    }

    @Override
    public Set<Output> needs() {
      return Set.of();
    }

    @Override
    public Selection select(
        AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
      return new LoopFixture.RandomPick().select(model, candidates, budget, context);
    }
  }

  private record Wording(String text, boolean known) {}

  private static Worded worded(double beta, String text) {
    return new Worded(beta, new Wording(text, true));
  }

  private static Worded proseOnly(String text) {
    return new Worded(1, new Wording(text, false));
  }

  private void open(QueryStrategy strategy) {
    LoopFixture.builder().strategy(strategy).runDirectory(dir).build().close();
  }

  private String refusal(QueryStrategy strategy) {
    return assertThrows(InvalidInputException.class, () -> open(strategy)).getMessage();
  }

  @Test
  void build_newRun_recordsSettingsBesideTheProse() {
    open(worded(0.5, "in words"));
    RunEvent.Started started = (RunEvent.Started) RunLog.read(dir).get(0);
    Map<String, String> identity = started.provenance().identity();
    assertEquals("in words", identity.get("strategy"));
    assertEquals("Worded", identity.get("settings.strategy.name"));
    assertEquals("0.5", identity.get("settings.strategy.beta"));
    assertEquals("Items", identity.get("settings.budget.name"));
    assertEquals("7.0", identity.get("settings.budget.limit"));
    assertEquals("RandomPick", identity.get("settings.initial.name"));
    assertEquals("8.0", identity.get("settings.initial.budget.limit"));
    assertEquals("AllCandidates", identity.get("settings.candidates.name"));
  }

  @Test
  void build_otherProse_opensTheRun() {
    open(worded(0.5, "in words"));
    open(worded(0.5, "in better words"));
  }

  @Test
  void build_otherSetting_isRefusedByName() {
    open(worded(0.5, "in words"));
    String message = refusal(worded(0.25, "in words"));
    assertTrue(message.contains("settings.strategy.beta = 0.5, now it is 0.25"), message);
    message = refusal(new LoopFixture.RandomPick());
    assertTrue(message.contains("settings.strategy."), message);
  }

  @Test
  void build_partThatHadNoSettingsThen_isComparedByItsProse() {
    open(proseOnly("in words"));
    open(worded(0.5, "in words"));
    assertTrue(refusal(worded(0.5, "others")).contains("strategy = in words, now it is others"));
    assertTrue(refusal(proseOnly("others")).contains("strategy = in words"));
  }

  @Test
  void build_partOfUnknownSettings_isRefusedWhereTheRunIsKept() {
    double[] bonus = {0.5};
    Evaluator<ClassLabel> capturing = (model, labels) -> Map.of("accuracy", bonus[0]);
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () -> LoopFixture.builder().evaluator(capturing).runDirectory(dir).build());
    assertTrue(error.getMessage().contains("override its settings()"), error.getMessage());
    LoopFixture.builder().evaluator(capturing).build().close(); // nothing to be resumed
    open(worded(1, "the folder is free"));
  }

  @Test
  void build_partThatSaysItsSettings_isKept() {
    Evaluator<ClassLabel> named =
        new Evaluator<>() {
          private final double bonus = 0.5;

          @Override
          public Map<String, String> settings() {
            return Settings.named("bonus").with("bonus", bonus).toMap();
          }

          @Override
          public Map<String, Double> evaluate(SuccessorModel<ClassLabel> model, LabelSpace labels) {
            return Map.of("accuracy", bonus);
          }
        };
    LoopFixture.builder().evaluator(named).runDirectory(dir).build().close();
    LoopFixture.builder().evaluator(named).runDirectory(dir).build().close();
  }

  @Test
  void build_otherTraining_isRefused() {
    LoopFixture.builder().runDirectory(dir).build().close();
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () -> LoopFixture.builder().training(Training.warmOnAll()).runDirectory(dir).build());
    assertTrue(error.getMessage().contains("training"), error.getMessage());
  }

  /** Says of itself what it is told, or nothing. */
  private abstract static class Unnamed implements QueryStrategy {
    @Override
    public Set<Output> needs() {
      return Set.of();
    }

    @Override
    public Selection select(
        AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
      return new LoopFixture.RandomPick().select(model, candidates, budget, context);
    }
  }

  @Test
  void build_anonymousClass_isKnownByItsProse() {
    open(
        new Unnamed() {
          @Override
          public String describe() {
            return "mine";
          }
        });
    open(
        new Unnamed() {
          @Override
          public String describe() {
            return "mine";
          }
        });
    String message =
        refusal(
            new Unnamed() {
              @Override
              public String describe() {
                return "yours";
              }
            });
    assertTrue(message.contains("strategy = mine, now it is yours"), message);
  }

  @Test
  void build_anonymousClassWithoutProse_isKnownByItsFullName() {
    QueryStrategy one = new Unnamed() {};
    QueryStrategy other = new Unnamed() {};
    open(one);
    open(one);
    String message = refusal(other);
    assertTrue(message.contains("settings.strategy.name = " + one.getClass().getName()), message);
  }

  private void openLabels(List<String> names) {
    Pool<ClassLabel> pool = Pool.unlabelled(List.of(Instance.ofText("i", "a text")));
    ActiveLearning.builder(pool, LabelSpace.of(names))
        .learner(new TinyLearner())
        .strategy(new LoopFixture.RandomPick())
        .budget(Budget.items(1))
        .initial(new LoopFixture.RandomPick(), Budget.items(1))
        .stopping((history, now) -> Optional.of("enough"))
        .runDirectory(dir)
        .build()
        .close();
  }

  @Test
  void build_otherLabelsThatReadTheSameInAList_isRefused() {
    openLabels(List.of("a, b", "c"));
    openLabels(List.of("a, b", "c"));
    String message =
        assertThrows(InvalidInputException.class, () -> openLabels(List.of("a", "b, c")))
            .getMessage();
    assertTrue(message.contains("it was started with labels.sha256 = "), message);
  }

  private void openPrice(String name, String price) {
    Pool<ClassLabel> pool =
        Pool.unlabelled(
            List.of(
                new Instance("i", "a text", List.of(), Map.of(name, price)),
                new Instance("j", "another text", List.of(), Map.of())));
    LoopFixture.builder(pool).runDirectory(dir).build().close();
  }

  @Test
  void build_otherAttributes_isRefused() {
    openPrice("price", "3");
    openPrice("price", "3");
    for (String[] other : new String[][] {{"price", "4"}, {"cost", "3"}, {"pric", "e3"}}) {
      String message =
          assertThrows(InvalidInputException.class, () -> openPrice(other[0], other[1]))
              .getMessage();
      assertTrue(message.contains("it was started with attributes.sha256 = "), message);
    }
  }

  /** Its prose may change; what it takes to decide is its setting. */
  private record Share(double least, String text) implements Adjudication<ClassLabel> {
    @Override
    public String describe() {
      return text;
    }

    @Override
    public Map<String, String> settings() {
      return Settings.named("Share").with("least", least).toMap();
    }

    @Override
    public Jury<ClassLabel> learn(Judgements<ClassLabel> all) {
      return judgements -> Optional.empty();
    }
  }

  private void open(int most, Adjudication<ClassLabel> adjudication) {
    LoopFixture.builder().judgements(2, most, adjudication).runDirectory(dir).build().close();
  }

  @Test
  void build_adjudication_isKnownByItsSettings() {
    open(3, new Share(0.5, "half"));
    open(3, new Share(0.5, "at least half"));
    assertEquals(
        "cannot resume "
            + dir
            + ": it was started with settings.judgements.adjudication.least = 0.5, now it is 0.75;"
            + " use the old setting or another folder",
        assertThrows(InvalidInputException.class, () -> open(3, new Share(0.75, "half")))
            .getMessage());
    assertTrue(
        assertThrows(InvalidInputException.class, () -> open(4, new Share(0.5, "half")))
            .getMessage()
            .contains("settings.judgements.most = 3, now it is 4"));
  }

  @Test
  void build_runOlderThanAdjudicationsSettings_goesOn(@TempDir Path old) {
    open(3, Adjudication.majority());
    RunEvent.Started started = (RunEvent.Started) RunLog.read(dir).get(0);
    Map<String, String> identity = new HashMap<>(started.provenance().identity());
    assertEquals("2 to 3, majority", identity.get("judgements"));
    assertEquals("MAJORITY", identity.get("settings.judgements.adjudication.rule"));
    identity.keySet().removeIf(key -> key.startsWith("settings.judgements."));
    RunLog.open(old, new Provenance(identity, started.provenance().environment())).close();
    LoopFixture.builder()
        .judgements(2, 3, Adjudication.majority())
        .runDirectory(old)
        .build()
        .close();
    String message =
        assertThrows(
                InvalidInputException.class,
                () ->
                    LoopFixture.builder()
                        .judgements(2, 3, Adjudication.unanimous())
                        .runDirectory(old)
                        .build())
            .getMessage();
    assertTrue(message.contains("judgements = 2 to 3, majority, now it is 2 to 3, unan"), message);
  }
}
