package org.al4j.models.internal.engine.run;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.al4j.models.internal.engine.plan.Plan;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.kind.AnnotationKind;

/**
 * Runs sequences through a model: batches those of similar length, lets the lanes take batches from
 * one queue, and puts the results where the sequences stood. A sequence's result does not depend on
 * the lane, nor, but for rounding, on what else is in its batch.
 */
public final class Scorer {
  private static final int MAX_BATCH = 128;
  private static final int MAX_TOKENS = 1024;

  private final Engine engine;
  private final int classes;

  /**
   * What to compute.
   *
   * @param plain whether logits and features without dropout are wanted
   * @param passes how many dropout passes, 0 for none
   * @param seed of the dropout
   */
  public record Request(boolean plain, int passes, long seed) {}

  /**
   * Results in the order of the sequences.
   *
   * @param logits {@code [n, C]}
   * @param features {@code [n, H]}
   * @param members probabilities, or numbers, of each dropout pass, {@code [T, n, C]}
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  public record Scores(float[] logits, float[] features, float[] members) {}

  /** A batch, and where its sequences stood. */
  @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
  record Job(int[] positions, Batch batch) {}

  /** A scorer for a model with {@code classes} classes. */
  public Scorer(Engine engine, int classes) {
    this.engine = engine;
    this.classes = classes;
  }

  /** Computes what is requested for all sequences. */
  public Scores score(List<Sequence> sequences, Request request) {
    int n = sequences.size();
    int hidden = engine.network().hidden();
    Scores scores =
        new Scores(
            new float[request.plain ? n * classes : 0],
            new float[request.plain ? n * hidden : 0],
            new float[request.passes * n * classes]);
    run(sequences, (session, job) -> run(session, job, request, scores));
    return scores;
  }

  /** What is done with each batch, on a lane's thread. */
  interface Work {
    void run(Session session, Job job);
  }

  /** Hands all sequences to {@code work}, in batches of about equal size. */
  void run(List<Sequence> sequences, Work work) {
    List<Job> jobs = jobs(sequences);
    AtomicInteger next = new AtomicInteger();
    List<Runnable> lanes = new ArrayList<>();
    for (Session session : engine.lanes()) {
      lanes.add(
          () -> {
            for (int job = next.getAndIncrement();
                job < jobs.size();
                job = next.getAndIncrement()) {
              work.run(session, jobs.get(job));
            }
          });
    }
    Workers.all(lanes.subList(0, Math.min(lanes.size(), jobs.size())));
  }

  private void run(Session session, Job job, Request request, Scores scores) {
    if (request.plain) {
      Plan plan = session.prepare(Session.Kind.INFERENCE, job.batch);
      plan.run();
      scatter(plan.buffer(Ports.LOGITS), job.positions, classes, scores.logits, 0);
      scatter(
          plan.buffer(Ports.FEATURES),
          job.positions,
          engine.network().hidden(),
          scores.features,
          0);
    }
    if (request.passes > 0) {
      sample(session, job, request, scores);
    }
  }

  /** The passes share the lookup and all that comes before the first dropout. */
  private void sample(Session session, Job job, Request request, Scores scores) {
    int n = scores.members.length / (request.passes * classes);
    Plan plan = session.prepare(Session.Kind.SAMPLING, job.batch);
    plan.runConstant();
    for (int pass = 0; pass < request.passes; pass++) {
      session.drop(plan, job.batch, generators(job.batch, request.seed + pass));
      plan.runVarying();
      float[] logits = new float[job.batch.size() * classes];
      plan.buffer(Ports.LOGITS).get(0, logits);
      float[] said =
          AnnotationKind.of(engine.network().objective().problem()).said(logits, classes);
      scatter(FloatBuffer.wrap(said), job.positions, classes, scores.members, pass * n);
    }
  }

  /** Each sequence has masks of its own, from the seed and its tokens. */
  static SplittableRandom[] generators(Batch batch, long seed) {
    SplittableRandom[] rows = new SplittableRandom[batch.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new SplittableRandom(new SplittableRandom(seed).nextLong() ^ batch.fingerprint(i));
    }
    return rows;
  }

  private static void scatter(
      FloatBuffer rows, int[] positions, int width, float[] into, int firstRow) {
    for (int i = 0; i < positions.length; i++) {
      rows.get(i * width, into, (firstRow + positions[i]) * width, width);
    }
  }

  private List<Job> jobs(List<Sequence> sequences) {
    List<Integer> order =
        IntStream.range(0, sequences.size())
            .boxed()
            .sorted(
                Comparator.comparingInt(
                    (Integer i) -> -sequences.get(i).length())) // stable; long ones first
            .toList();
    int most = share(sequences);
    List<Job> jobs = new ArrayList<>();
    int from = 0;
    int tokens = 0;
    for (int to = 0; to < order.size(); to++) {
      int next = sequences.get(order.get(to)).length();
      if (to > from && (tokens + next > most || to - from == MAX_BATCH)) {
        jobs.add(job(sequences, order.subList(from, to)));
        from = to;
        tokens = 0;
      }
      tokens += next;
    }
    if (from < order.size()) {
      jobs.add(job(sequences, order.subList(from, order.size())));
    }
    return jobs;
  }

  /** Tokens of a batch: as many as are worthwhile, or what gives each lane one batch. */
  private int share(List<Sequence> sequences) {
    int lanes = engine.lanes().size();
    int longest = sequences.stream().mapToInt(Sequence::length).max().orElse(0);
    long total = sequences.stream().mapToLong(Sequence::length).sum();
    return (int) Math.min(MAX_TOKENS, (total + lanes - 1) / lanes + longest / 2);
  }

  private Job job(List<Sequence> sequences, List<Integer> members) {
    return new Job(
        members.stream().mapToInt(i -> i).toArray(),
        engine.batch(members.stream().map(sequences::get).toList()));
  }
}
