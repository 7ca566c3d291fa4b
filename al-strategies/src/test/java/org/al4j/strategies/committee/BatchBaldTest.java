package org.al4j.strategies.committee;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selected;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BatchBaldTest {
  private static final double TIGHT = 1e-12;

  /** Members' distributions by instance, {@code [n][m][C]}; blocks of 3. */
  private record Table(float[][][] p) implements AcquisitionModel {
    @Override
    public Set<Output> offers() {
      return Set.of(Output.MEMBER_PROBABILITIES);
    }

    @Override
    public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
      List<Instance> all = new ArrayList<>();
      xs.forEach(all::add);
      for (int start = 0; start < all.size(); start += 3) {
        List<Instance> block = all.subList(start, Math.min(all.size(), start + 3));
        float[][][] rows = block.stream().map(x -> p[row(x)]).toArray(float[][][]::new);
        try (INDArray array = Nd4j.createFromArray(rows).permute(1, 0, 2).dup('c')) { // [m, n, C]
          sink.accept(Outputs.of(start, block, Map.of(Output.MEMBER_PROBABILITIES, array)));
        }
      }
    }

    @Override
    public void close() {}

    int classes() {
      return p[0][0].length;
    }
  }

  private static int row(Instance x) {
    return Integer.parseInt(x.id().substring(1));
  }

  private static List<Selected> select(QueryStrategy strategy, Table table, int count, long seed) {
    List<Instance> instances = new ArrayList<>();
    for (int i = 0; i < table.p().length; i++) {
      instances.add(Instance.ofText(String.format(Locale.ROOT, "i%03d", i), "text"));
    }
    Pool<ClassLabel> pool = Pool.unlabelled(instances);
    QueryContext context =
        new QueryContext(1, new SplittableRandom(seed), pool, LabelSpace.of("no", "yes"));
    return strategy.select(table, Candidates.all(pool), Budget.items(count), context).items();
  }

  private static int[] rows(List<Selected> items) {
    return items.stream().mapToInt(item -> row(item.instance())).toArray();
  }

  /** Probabilities in sixteenths, whose sums are exact. */
  private static Table random(int count, int members, int classes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][][] p = new float[count][members][classes];
    for (float[][] instance : p) {
      for (float[] member : instance) {
        for (int s = 0; s < 16; s++) {
          member[random.nextInt(random.nextInt(classes) + 1)] += 1 / 16f;
        }
      }
    }
    return new Table(p);
  }

  /** {@code H(y_1, ..., y_b) - mean_c sum_i H(y_i | c)} by its definition. */
  private static double information(Table table, List<Integer> batch) {
    int members = table.p()[0].length;
    int[] configuration = new int[batch.size()];
    double information = 0;
    for (int number = 0; number < Math.pow(table.classes(), batch.size()); number++) {
      int rest = number;
      for (int b = 0; b < configuration.length; b++) {
        configuration[b] = rest % table.classes();
        rest /= table.classes();
      }
      double joint = 0;
      for (int c = 0; c < members; c++) {
        double product = 1;
        for (int b = 0; b < configuration.length; b++) {
          product *= table.p()[batch.get(b)][c][configuration[b]];
        }
        joint += product / members;
      }
      information -= joint == 0 ? 0 : joint * Math.log(joint);
    }
    for (int i : batch) {
      for (float[] member : table.p()[i]) {
        for (float share : member) {
          information += share == 0 ? 0 : share * Math.log(share) / members;
        }
      }
    }
    return information;
  }

  @Test
  void select_anyTable_isTheGreedyChoiceOfBruteForce() {
    for (int seed = 0; seed < 20; seed++) {
      Table table = random(9, 5, 3, seed);
      List<Selected> items = select(new BatchBald(1000), table, 5, 1);
      List<Integer> batch = new ArrayList<>();
      double sum = 0;
      for (Selected item : items) {
        double best = 0;
        for (int i = 0; i < 9; i++) {
          List<Integer> other = new ArrayList<>(batch);
          other.add(i);
          best = Math.max(best, batch.contains(i) ? 0 : information(table, other));
        }
        batch.add(row(item.instance()));
        sum += item.utility();
        assertEquals(best, information(table, batch), TIGHT, "no other would tell more");
        assertEquals(best, sum, 1e-8, "the utilities sum to the batch's information");
      }
    }
  }

  @Test
  void select_referenceCommittee_isThatOfExactEnumeration() throws IOException {
    float[][][] members = CommitteeReferenceTest.memberRows(); // [m, n, C]
    float[][][] p = new float[members[0].length][members.length][];
    for (int i = 0; i < p.length; i++) {
      for (int c = 0; c < members.length; c++) {
        p[i][c] = members[c][i];
      }
    }
    List<Selected> items = select(CommitteeStrategies.batchBald(), new Table(p), 5, 1);
    double[][] expected = CommitteeReferenceTest.table("batch-bald.tsv");
    assertEquals(5, expected.length);
    double information = 0;
    for (int b = 0; b < expected.length; b++) {
      information += items.get(b).utility();
      assertEquals(expected[b][0], row(items.get(b).instance()));
      assertEquals(expected[b][1], information, 1e-7, "members are float32");
    }
  }

  @Test
  void select_oneItem_isBaldWithItsUtility() {
    for (int seed = 0; seed < 20; seed++) {
      Table table = random(30, 4, 3, seed);
      assertEquals(
          select(CommitteeStrategies.bald(), table, 1, 1), select(new BatchBald(7), table, 1, 1));
    }
  }

  /** 0 and 1 are copies on which halves of the committee are sure of opposites. */
  private static Table copies() {
    float[][] opposites = {{1, 0}, {1, 0}, {0, 1}, {0, 1}};
    float[][] weaker = {{.75f, .25f}, {.25f, .75f}, {.75f, .25f}, {.25f, .75f}};
    return new Table(new float[][][] {opposites, opposites, weaker});
  }

  @Test
  void select_copies_areAskedOnceWhereBaldAsksBoth() {
    assertArrayEquals(new int[] {0, 1}, rows(select(CommitteeStrategies.bald(), copies(), 2, 1)));
    List<Selected> items = select(CommitteeStrategies.batchBald(), copies(), 3, 1);
    assertArrayEquals(new int[] {0, 2, 1}, rows(items));
    assertEquals(Math.log(2), items.get(0).utility(), TIGHT);
    assertEquals(.75 * Math.log(3) - Math.log(2), items.get(1).utility(), TIGHT);
    assertEquals(0, items.get(2).utility(), "the copy's label is known by then");
  }

  @Test
  void select_membersToldApart_theRestFollowsByBald() {
    float[][] sure = {{1, 0}, {0, 1}};
    float[][] weak = {{.75f, .25f}, {.25f, .75f}};
    float[][] none = {{.5f, .5f}, {.5f, .5f}};
    float[][] weaker = {{.625f, .375f}, {.375f, .625f}};
    Table table = new Table(new float[][][] {none, weaker, none, weak, sure});
    List<Selected> items = select(CommitteeStrategies.batchBald(), table, 5, 1);
    assertArrayEquals(new int[] {4, 3, 1, 0, 2}, rows(items));
    assertEquals(
        List.of(0.0, 0.0, 0.0, 0.0), items.stream().skip(1).map(Selected::utility).toList());
  }

  @Test
  void include_moreThanTheLimit_estimatesTheExactGainWithoutBias() {
    Table table = random(7, 6, 3, 3);
    Configurations exact = new Configurations(6, 1000);
    for (int b = 0; b < 6; b++) {
      exact.include(flat(table, b), new SplittableRandom(1));
    }
    assertFalse(exact.isSampled());
    double expected = exact.gain(flat(table, 6));
    double sum = 0;
    double squares = 0;
    int seeds = 2000;
    for (int seed = 0; seed < seeds; seed++) {
      Configurations few = new Configurations(6, 40);
      for (int b = 0; b < 6; b++) {
        few.include(flat(table, b), new SplittableRandom(seed * 31L + b));
      }
      assertTrue(few.isSampled() && few.size() <= 40, "held: " + few.size());
      double error = few.gain(flat(table, 6)) - expected;
      sum += error;
      squares += error * error;
    }
    double deviation = Math.sqrt(squares / seeds);
    assertNotEquals(0, deviation);
    assertEquals(0, sum / seeds, 4 * deviation / Math.sqrt(seeds), "bias");
    assertTrue(deviation < 0.01, deviation + " nats");
  }

  private static float[] flat(Table table, int row) {
    int classes = table.classes();
    float[] flat = new float[table.p()[row].length * classes];
    for (int j = 0; j < flat.length; j++) {
      flat[j] = table.p()[row][j / classes][j % classes];
    }
    return flat;
  }

  @Test
  void select_sampled_dependsOnTheSeedOnly() {
    Table table = random(40, 8, 3, 5);
    QueryStrategy few = new BatchBald(10);
    assertEquals(select(few, table, 12, 1), select(few, table, 12, 1));
    assertNotEquals(select(few, table, 12, 1), select(few, table, 12, 2));
  }

  @Test
  void of_badNumbers_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> new BatchBald(0));
    assertThrows(IllegalArgumentException.class, () -> new BatchBald(100_001));
  }

  @Test
  void select_anotherNumberOfMembersLater_isRefusedByInstance() {
    float[][] two = {{1, 0}, {0, 1}};
    float[][] three = {{1, 0}, {0, 1}, {0, 1}};
    Table table = new Table(new float[][][] {two, two, two, three, three});
    InvalidInputException refusal =
        assertThrows(InvalidInputException.class, () -> select(new BatchBald(10), table, 2, 1));
    assertEquals(
        "a model must give the same members and classes for all instances; found another shape"
            + " from instance 'i003' on; check the model's forward pass",
        refusal.getMessage());
  }
}
