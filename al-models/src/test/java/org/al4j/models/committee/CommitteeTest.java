package org.al4j.models.committee;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.core.model.Prediction;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.tfidf.TfidfClassifier;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.models.tfidf.TfidfMultiLabelClassifier;
import org.al4j.models.tfidf.TfidfMultiLabelLearner;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitteeTest {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(40, 3, 5);
  private static final Set<Output> BOTH = Set.of(Output.MEMBER_PROBABILITIES, Output.PROBABILITIES);

  private static Committee<ClassLabel> tiny(int members) {
    return CommitteeLearner.bagging(new TinyLearner(), members)
        .fit(DATA.items(), FitContext.of(DATA.labels(), 1));
  }

  @Test
  void forward_both_areTheMembersRowsAndTheirMean() {
    try (Committee<ClassLabel> committee = tiny(3)) {
      committee.forward(
          DATA.corpus(),
          BOTH,
          block -> {
            assertArrayEquals(
                new long[] {3, 40, 3}, block.get(Output.MEMBER_PROBABILITIES).shape());
            float[][] mean = new float[40][3];
            for (int m = 0; m < 3; m++) {
              float[][] rows = block.get(Output.MEMBER_PROBABILITIES).slice(m).toFloatMatrix();
              assertArrayEquals(alone(committee, m), rows);
              for (int i = 0; i < 40; i++) {
                for (int k = 0; k < 3; k++) {
                  mean[i][k] += rows[i][k] / 3;
                }
              }
            }
            float[][] found = block.get(Output.PROBABILITIES).toFloatMatrix();
            for (int i = 0; i < 40; i++) {
              assertArrayEquals(mean[i], found[i], 1e-6f);
            }
          });
    }
  }

  private static float[][] alone(Committee<ClassLabel> committee, int member) {
    List<float[]> rows = new ArrayList<>();
    committee
        .members()
        .get(member)
        .forward(
            DATA.corpus(),
            Set.of(Output.PROBABILITIES),
            block -> rows.addAll(List.of(block.get(Output.PROBABILITIES).toFloatMatrix())));
    return rows.toArray(float[][]::new);
  }

  @Test
  void forward_bothWanted_passesEachInstanceOnceThroughEachMember() {
    try (Committee<ClassLabel> committee = tiny(3)) {
      committee.forward(DATA.corpus(), BOTH, block -> {});
      committee
          .members()
          .forEach(member -> assertEquals(40, ((TinyClassifier) member).forwarded()));
    }
  }

  /** Counts what was read of an endless-looking pool. */
  private static final class Counting implements Iterable<Instance> {
    private final int size;
    private int read;

    Counting(int size) {
      this.size = size;
    }

    @Override
    public Iterator<Instance> iterator() {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return read < size;
        }

        @Override
        public Instance next() {
          return Instance.ofText("x" + read++, "any1 own2x3");
        }
      };
    }
  }

  @Test
  void forward_largePool_readsNoFurtherThanTheBlockAtHand() {
    Counting pool = new Counting(5000);
    int[] seen = {0};
    try (Committee<ClassLabel> committee = tiny(2)) {
      committee.forward(
          pool,
          BOTH,
          block -> {
            assertEquals(seen[0], block.first());
            seen[0] += block.size();
            assertEquals(pool.read, seen[0], "a block is handed on before more is read");
            assertTrue(block.size() <= 1024);
          });
    }
    assertEquals(5000, seen[0]);
  }

  @Test
  void forward_nothingWanted_stillNamesTheInstances() {
    int[] seen = {0};
    try (Committee<ClassLabel> committee = tiny(2)) {
      committee.forward(DATA.corpus(), Set.of(), block -> seen[0] += block.size());
    }
    assertEquals(40, seen[0]);
  }

  @Test
  void load_savedCommittee_givesTheSameNumbers(@TempDir Path dir) throws IOException {
    CommitteeLearner<ClassLabel> learner = CommitteeLearner.bagging(TfidfLearner.create(), 3);
    try (Committee<ClassLabel> committee =
        learner.fit(DATA.items(), FitContext.of(DATA.labels(), 1))) {
      committee.save(dir.resolve("saved"));
      try (Committee<ClassLabel> loaded =
          Committee.load(
              dir.resolve("saved"),
              ClassLabel.class,
              (member, folder) -> TfidfClassifier.load(folder))) {
        assertEquals(3, loaded.members().size());
        assertEquals(
            CommitteeLearnerTest.values(committee, Output.MEMBER_PROBABILITIES),
            CommitteeLearnerTest.values(loaded, Output.MEMBER_PROBABILITIES));
        loaded.predict(
            DATA.corpus(), prediction -> DATA.labels().index(prediction.annotation().name()));
      }
    }
  }

  @Test
  void load_otherFolder_isRefused(@TempDir Path dir) {
    assertThrows(
        InvalidInputException.class,
        () ->
            Committee.load(
                dir, ClassLabel.class, (member, folder) -> TfidfClassifier.load(folder)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"format\":\"al4j-committee-1\",\"members\":2,\"labels\":[\"a\",\"a\"]} | label",
        "{\"format\":\"al4j-committee-1\",\"members\":2,\"labels\":[\"\"]}      | label",
        "{\"format\":\"al4j-committee-1\" | not valid JSON",
        "null | not a JSON object",
      })
  void load_badDescription_isRefusedByFile(String json, String what, @TempDir Path dir)
      throws IOException {
    Path file = Files.writeString(dir.resolve("committee.json"), json);
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () ->
                Committee.load(dir, ClassLabel.class, (i, folder) -> TfidfClassifier.load(folder)));
    assertTrue(e.getMessage().startsWith(file + ": "), e::getMessage);
    assertTrue(e.getMessage().contains(what), e::getMessage);
  }

  @Test
  void load_bytesThatAreNoText_isRefusedByFile(@TempDir Path dir) throws IOException {
    Path file = Files.write(dir.resolve("committee.json"), new byte[] {0, 0, 0, '{', 0x7f});
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () ->
                Committee.load(dir, ClassLabel.class, (i, folder) -> TfidfClassifier.load(folder)));
    assertTrue(e.getMessage().startsWith(file + ": not valid JSON"), e::getMessage);
  }

  @Test
  void save_aMemberFails_leavesNothingBehind(@TempDir Path dir) throws IOException {
    Committee<ClassLabel> committee = tiny(2);
    TfidfClassifier broken =
        TfidfLearner.create().fit(DATA.items(), FitContext.of(DATA.labels(), 1));
    broken.close();
    try (Committee<ClassLabel> half =
        new Committee<>(
            AnnotationKind.CLASS, List.of(committee.members().get(0), broken), DATA.labels())) {
      assertThrows(IllegalStateException.class, () -> half.save(dir.resolve("saved")));
    }
    try (Stream<Path> left = Files.list(dir)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void close_committee_closesItsMembersAndRefusesFurtherUse() {
    Scripted learner = new Scripted(0, 0);
    Committee<ClassLabel> committee =
        CommitteeLearner.seeds(learner, 3).fit(DATA.items(), FitContext.of(DATA.labels(), 1));
    committee.close();
    assertEquals(3, learner.closed.get());
    assertThrows(
        IllegalStateException.class, () -> committee.forward(List.of(), BOTH, block -> {}));
  }

  @Test
  void forward_membersOfAnotherLabelSpace_isRefused() {
    try (Committee<ClassLabel> committee = tiny(2);
        Committee<ClassLabel> wrong =
            new Committee<>(AnnotationKind.CLASS, committee.members(), FakeTexts.labels(4))) {
      InvalidInputException refusal =
          assertThrows(
              InvalidInputException.class, () -> wrong.forward(DATA.corpus(), BOTH, block -> {}));
      assertTrue(
          refusal.getMessage().startsWith("members of a committee must have one label space"));
    }
  }

  @Test
  void load_savedCommitteeOfSeveralClasses_givesTheMeanOfItsMembers(@TempDir Path dir)
      throws IOException {
    Dataset<LabelSet> data = FakeTexts.labelSets(40, 3, 8);
    Path saved = dir.resolve("saved");
    try (Committee<LabelSet> committee =
        CommitteeLearner.bagging(TfidfMultiLabelLearner.create(), 3)
            .fit(data.items(), FitContext.of(data.labels(), 1))) {
      committee.save(saved);
      assertEquals(LabelSet.class, Committee.annotation(saved));
      try (Committee<LabelSet> loaded =
          Committee.load(
              saved, LabelSet.class, (member, at) -> TfidfMultiLabelClassifier.load(at))) {
        List<Prediction<LabelSet>> predictions = new ArrayList<>();
        committee.predict(data.corpus(), predictions::add);
        loaded.forward(
            data.corpus(),
            loaded.offers(),
            block -> {
              float[] members = block.floats(Output.MEMBER_INDEPENDENT_PROBABILITIES);
              float[] mean = block.floats(Output.INDEPENDENT_PROBABILITIES);
              for (int i = 0; i < mean.length; i++) {
                double want = (members[i] + members[120 + i] + members[240 + i]) / 3.0;
                assertEquals(want, mean[i], 1e-6);
                assertEquals(
                    mean[i] >= 0.5f,
                    predictions.get(i / 3).annotation().names().contains("class-" + i % 3));
              }
            });
      }
      String message =
          assertThrows(
                  InvalidInputException.class,
                  () ->
                      Committee.load(
                          saved, ClassLabel.class, (member, at) -> TfidfClassifier.load(at)))
              .getMessage();
      assertTrue(message.endsWith("annotations of kind LabelSet, not ClassLabel"), message);
    }
  }
}
