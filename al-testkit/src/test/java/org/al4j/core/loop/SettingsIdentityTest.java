package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selection;
import org.al4j.core.settings.Settings;
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
}
