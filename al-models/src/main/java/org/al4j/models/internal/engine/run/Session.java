package org.al4j.models.internal.engine.run;

import java.nio.FloatBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.SplittableRandom;
import org.al4j.models.internal.engine.kernel.Buffers;
import org.al4j.models.internal.engine.kernel.Segments;
import org.al4j.models.internal.engine.plan.DropoutSite;
import org.al4j.models.internal.engine.plan.Plan;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.plan.Region;
import org.jspecify.annotations.Nullable;

/**
 * Runs the graphs of one model: compiles a plan per batch shape, keeps the last ones, and owns the
 * working memory that all plans share, as only one runs at a time. Not thread-safe.
 */
public final class Session implements AutoCloseable {
  /** What a plan computes. */
  public enum Kind {
    /** Last hidden states, and logits and features where the head has them; no dropout. */
    INFERENCE,
    /** Logits with dropout. */
    SAMPLING,
    /** Loss and all gradients, with dropout masks. */
    TRAINING,
    /** Chosen variables; no dropout. */
    READING,
    /** In two parts: chosen variables, then all gradients from theirs. */
    OPEN_TRAINING
  }

  /** Added to scores of padding: finite, and large enough that exp underflows to zero. */
  private static final float MASKED = -1e30f;

  private static final int PLANS_KEPT = 64;

  private final Weights weights;
  private final PlanMaker maker;
  private final LinkedHashMap<PlanMaker.Key, Plan> plans = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable Region work;

  Session(Weights weights, Graphs graphs, boolean kernels) {
    this.weights = weights;
    this.maker = new PlanMaker(weights, graphs, kernels);
  }

  /**
   * The bound plan for a shape, its sequence inputs filled from the batch; masks and labels are the
   * caller's.
   */
  public Plan prepare(Kind kind, Batch batch) {
    return prepare(new PlanMaker.Key(kind, batch.layout(), 0, null), batch);
  }

  /**
   * The plan that computes the loss and the gradients of what trains.
   *
   * @param lowest smallest depth that trains, as {@link Parameter#depth} counts; below there is no
   *     gradient
   * @param labelled tokens that have a loss, of a head for tokens; for those is room where the
   *     graph picks them
   */
  public Plan prepareTraining(Batch batch, int lowest, int labelled) {
    Layout layout = batch.layout();
    int picked = maker.picks(layout) ? Layout.roundedRows(labelled) : 0;
    return prepare(new PlanMaker.Key(Kind.TRAINING, layout, lowest, null, picked), batch);
  }

  /** The plan that computes the variables which {@code ends} names, as its outputs. */
  public Plan prepareReading(Batch batch, Ends ends) {
    return prepare(new PlanMaker.Key(Kind.READING, batch.layout(), 0, ends), batch);
  }

  /**
   * The plan that computes first the variables which {@code ends} names, as its outputs, then all
   * gradients from the gradients of those, which are inputs that {@link #gradient(Layout, Ends,
   * String)} names.
   *
   * @param lowest as in {@link #prepareTraining}
   */
  public Plan prepareOpen(Batch batch, Ends ends, int lowest) {
    return prepare(new PlanMaker.Key(Kind.OPEN_TRAINING, batch.layout(), lowest, ends), batch);
  }

  private Plan prepare(PlanMaker.Key key, Batch batch) {
    Plan plan = plans.get(key);
    if (plan == null) {
      plan = maker.make(key);
      plans.put(key, plan);
      evict();
    }
    bind(plan);
    new Lookup(weights).embed(batch, plan.buffer(Ports.EMBEDDED));
    fill(plan, batch);
    return plan;
  }

  /** A plan that attends to nothing has none of these inputs. */
  private static void fill(Plan plan, Batch batch) {
    if (plan.has(Ports.SEGMENTS)) {
      Segments.write(batch.starts(), batch.counts(), plan.buffer(Ports.SEGMENTS));
    }
    if (plan.has(Ports.MASK)) {
      mask(batch, plan.buffer(Ports.MASK));
    }
    if (plan.has(Ports.LAST)) {
      last(batch, plan.buffer(Ports.LAST));
    }
  }

  /**
   * Fills the dropout masks of a plan for training or sampling.
   *
   * @param sequences a generator for each sequence; null for ones
   */
  public void drop(Plan plan, Batch batch, SplittableRandom @Nullable [] sequences) {
    drop(plan, batch, null, sequences);
  }

  /** The same of a plan of {@link #prepareOpen}. */
  public void drop(
      Plan plan, Batch batch, @Nullable Ends ends, SplittableRandom @Nullable [] sequences) {
    for (DropoutSite site : maker.sites(batch.layout(), ends)) {
      if (!plan.has(site.mask())) { // above what the plan computes
        continue;
      }
      FloatBuffer mask = plan.buffer(site.mask());
      if (sequences == null) {
        DropoutMasks.clear(mask);
      } else {
        DropoutMasks.fill(site, batch, sequences, mask);
      }
    }
  }

  /** Name of a placeholder's gradient among the outputs of a training plan. */
  public String gradient(Layout layout, String placeholder) {
    return maker.gradient(layout, null, placeholder);
  }

  /** Name of the gradient of a placeholder, or of a port, in a plan of {@link #prepareOpen}. */
  public String gradient(Layout layout, Ends ends, String name) {
    return maker.gradient(layout, ends, name);
  }

  /** Names of the parameters that the ports depend on; the others have no gradient. */
  public Set<String> reached(Ends ends) {
    return maker.reached(weights.network().positions(), ends).keySet();
  }

  /** Floats of working memory held now. */
  long workLength() {
    return work == null ? 0 : work.length();
  }

  private void bind(Plan plan) {
    if (work == null || work.length() < plan.workLength()) {
      long length = plan.workLength();
      if (work != null) {
        length = Math.max(length, work.length() / 2 * 3); // all plans are bound anew: not often
        work.close(); // first: both together may be more than there is
        work = null;
      }
      work = new Region(length);
    }
    plan.bind(work);
  }

  private void evict() {
    while (plans.size() > PLANS_KEPT) {
      Iterator<Plan> eldest = plans.values().iterator();
      Plan evicted = eldest.next();
      eldest.remove();
      evicted.close();
    }
  }

  public static void mask(Batch batch, FloatBuffer mask) {
    float[] row = new float[batch.layout().longest()];
    for (int i = 0; i < batch.size(); i++) {
      for (int j = 0; j < row.length; j++) {
        row[j] = j < batch.counts()[i] ? 0 : MASKED;
      }
      mask.put(i * row.length, row);
    }
  }

  public static void last(Batch batch, FloatBuffer last) {
    Buffers.fill(last, 0, last.capacity(), 0);
    for (int i = 0; i < batch.size(); i++) {
      last.put(i * batch.layout().longest() + batch.counts()[i] - 1, 1);
    }
  }

  @Override
  public void close() {
    plans.values().forEach(Plan::close);
    plans.clear();
    if (work != null) {
      work.close();
      work = null;
    }
  }
}
