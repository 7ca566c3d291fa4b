package org.al4j.models.committee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.FitProgress;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;

class CommitteeLearnerTest {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(40, 3, 5);

  private static Committee<ClassLabel> fit(
      Learner<ClassLabel, Committee<ClassLabel>> learner, long seed) {
    return learner.fit(DATA.items(), FitContext.of(DATA.labels(), seed));
  }

  /** All numbers of an output, exactly. */
  static String values(ActiveModel<ClassLabel> model, Output output) {
    StringBuilder text = new StringBuilder();
    model.forward(
        DATA.corpus(),
        Set.of(output),
        block -> text.append(Arrays.toString(block.get(output).dup().data().asFloat())));
    return text.toString();
  }

  private static List<String> members(Committee<ClassLabel> committee) {
    return committee.members().stream()
        .map(member -> values(member, Output.PROBABILITIES))
        .toList();
  }

  @Test
  void fit_bagging_givesMembersThatDiffer() {
    try (Committee<ClassLabel> committee =
        fit(CommitteeLearner.bagging(TfidfLearner.create(), 4), 1)) {
      assertEquals(4, Set.copyOf(members(committee)).size());
    }
  }

  @Test
  void fit_seeds_differIfTheLearnerUsesThem() {
    try (Committee<ClassLabel> tiny = fit(CommitteeLearner.seeds(new TinyLearner(), 4), 1);
        Committee<ClassLabel> tfidf = fit(CommitteeLearner.seeds(TfidfLearner.create(), 4), 1)) {
      assertEquals(4, Set.copyOf(members(tiny)).size());
      assertEquals(1, Set.copyOf(members(tfidf)).size());
    }
  }

  @Test
  void fit_families_trainsOneOfEach() {
    List<Learner<ClassLabel, ? extends ActiveModel<ClassLabel>>> kinds =
        List.of(new TinyLearner(), TfidfLearner.create());
    try (Committee<ClassLabel> committee = fit(CommitteeLearner.families(kinds), 1);
        ActiveModel<ClassLabel> alone =
            TfidfLearner.create().fit(DATA.items(), FitContext.of(DATA.labels(), 7))) {
      assertEquals(values(alone, Output.PROBABILITIES), members(committee).get(1));
    }
  }

  @Test
  void fit_otherSeed_givesAnotherCommittee() {
    CommitteeLearner<ClassLabel> learner = CommitteeLearner.bagging(new TinyLearner(), 2);
    try (Committee<ClassLabel> one = fit(learner, 1);
        Committee<ClassLabel> two = fit(learner, 2)) {
      assertNotEquals(members(one), members(two));
    }
  }

  @Test
  void fit_severalAtOnce_givesTheSameMembersWithinTheBound() {
    Scripted serial = new Scripted(0, 1);
    Scripted parallel = new Scripted(0, 20);
    try (Committee<ClassLabel> one = fit(CommitteeLearner.bagging(serial, 6), 1);
        Committee<ClassLabel> two = fit(CommitteeLearner.bagging(parallel, 6).atOnce(2), 1)) {
      assertEquals(members(one), members(two));
      assertEquals(1, serial.most.get());
      assertEquals(2, parallel.most.get());
    }
    assertEquals(6, parallel.closed.get());
  }

  @Test
  void fit_aMemberFails_closesTheOthersAndThrowsItsError() {
    for (int atOnce : new int[] {1, 3}) {
      Scripted learner = new Scripted(3, 5);
      IllegalStateException failure =
          assertThrows(
              IllegalStateException.class,
              () -> fit(CommitteeLearner.seeds(learner, 20).atOnce(atOnce), 1));
      assertEquals("fit 3 failed", failure.getMessage());
      assertEquals(learner.begun.get() - 1, learner.closed.get(), "what was trained is closed");
      assertTrue(learner.begun.get() < 20, "no further member begins");
    }
  }

  @Test
  void fit_cancelledAfterTwo_keepsTheTwo() {
    Scripted learner = new Scripted(0, 0);
    FitContext<ClassLabel, Committee<ClassLabel>> context =
        new FitContext<>(
            DATA.labels(),
            1,
            Optional.empty(),
            List.of(),
            step -> {},
            () -> learner.begun.get() >= 2);
    try (Committee<ClassLabel> committee =
        CommitteeLearner.seeds(learner, 5).fit(DATA.items(), context)) {
      assertEquals(2, committee.members().size());
    }
  }

  @Test
  void fit_progress_countsMembersWithTheirLastLoss() {
    List<FitProgress> steps = new ArrayList<>();
    FitContext<ClassLabel, Committee<ClassLabel>> context =
        new FitContext<>(DATA.labels(), 1, Optional.empty(), List.of(), steps::add, () -> false);
    CommitteeLearner.bagging(new TinyLearner(), 3).fit(DATA.items(), context).close();
    assertEquals(List.of(1, 2, 3), steps.stream().map(FitProgress::step).toList());
    assertTrue(steps.stream().allMatch(step -> step.steps() == 3 && step.loss() > 0));
  }

  @Test
  void fit_previousCommittee_warmsEachMember() {
    Scripted learner = new Scripted(0, 0);
    CommitteeLearner<ClassLabel> committee = CommitteeLearner.bagging(learner, 3);
    try (Committee<ClassLabel> first = fit(committee, 1)) {
      FitContext<ClassLabel, Committee<ClassLabel>> context =
          new FitContext<>(
              DATA.labels(), 2, Optional.of(first), List.of(), step -> {}, () -> false);
      committee.fit(DATA.items(), context).close();
    }
    assertEquals(3, learner.warm.get());
  }

  @Test
  void describe_andProvenance_nameTheMembers() {
    Scripted learner = new Scripted(0, 0);
    CommitteeLearner<ClassLabel> families =
        CommitteeLearner.families(List.of(new TinyLearner(), learner));
    assertEquals(
        "committee of 3 by bagging (scripted)", CommitteeLearner.bagging(learner, 3).describe());
    assertEquals("committee of 2 by families (tiny; scripted)", families.describe());
    assertEquals(
        Map.of("member.checkpoint", "abc"), CommitteeLearner.seeds(learner, 3).provenance());
    assertEquals(Map.of("member-1.checkpoint", "abc"), families.provenance());
  }

  @Test
  void of_badSettings_areRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> CommitteeLearner.bagging(new TinyLearner(), 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> CommitteeLearner.bagging(new TinyLearner(), 2).atOnce(0));
    assertThrows(IllegalArgumentException.class, () -> CommitteeLearner.families(List.of()));
  }

  @Test
  void of_learnerWithoutProbabilities_isRefusedByName() {
    Learner<ClassLabel, ActiveModel<ClassLabel>> mute =
        new Learner<>() {
          @Override
          public String describe() {
            return "mute";
          }

          @Override
          public Set<Output> offers() {
            return Set.of(Output.EMBEDDING);
          }

          @Override
          public ActiveModel<ClassLabel> fit(
              List<org.al4j.core.data.Labelled<ClassLabel>> labelled,
              FitContext<ClassLabel, ActiveModel<ClassLabel>> context) {
            throw new AssertionError("never trained");
          }
        };
    InvalidInputException refusal =
        assertThrows(InvalidInputException.class, () -> CommitteeLearner.seeds(mute, 2));
    assertEquals(
        "a committee needs members that offer PROBABILITIES, INDEPENDENT_PROBABILITIES, VALUE"
            + " or TOKEN_LOG_PROBABILITIES, but mute offers [EMBEDDING]; use another learner",
        refusal.getMessage());
  }
}
