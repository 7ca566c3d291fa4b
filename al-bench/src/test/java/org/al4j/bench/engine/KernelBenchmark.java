package org.al4j.bench.engine;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.al4j.models.internal.engine.kernel.AttentionBackward;
import org.al4j.models.internal.engine.kernel.AttentionForward;
import org.al4j.models.internal.engine.kernel.AttentionHeads;
import org.al4j.models.internal.engine.kernel.ColumnSums;
import org.al4j.models.internal.engine.kernel.Gelu;
import org.al4j.models.internal.engine.kernel.Kernel;
import org.al4j.models.internal.engine.kernel.LayerNorm;
import org.al4j.models.internal.engine.kernel.Shapes;
import org.al4j.models.internal.engine.kernel.Tokens;
import org.al4j.models.internal.engine.plan.Region;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The kernels at the sizes that a lane has for BERT-base, four sequences of 128 tokens; one thread.
 * See docs/benchmarks.md for how to run it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBenchmark {
  private static final int BATCH = 4;
  private static final int HEADS = 12;
  private static final int LENGTH = 128;
  private static final int TOKENS = BATCH * LENGTH;
  private static final int HIDDEN = 768;
  private static final int WIDE = 3072;
  private static final int HEAD = HIDDEN / HEADS;
  private static final AttentionHeads SHAPE = shape(false);
  private static final AttentionHeads CAUSAL = shape(true);

  private final SplittableRandom random = new SplittableRandom(1);
  private final List<Region> regions = new ArrayList<>();
  private Call normForward;
  private Call normBackward;
  private Call geluForward;
  private Call geluBackward;
  private Call columnSums;
  private Call attentionForward;
  private Call attentionBackward;
  private Call causalForward;
  private Call causalBackward;

  private static AttentionHeads shape(boolean causal) {
    return new AttentionHeads(HEADS, HEAD, AttentionHeads.scale(HEAD), Tokens.ALL, causal);
  }

  /** A kernel with its arrays. */
  private record Call(Kernel kernel, FloatBuffer[] in, FloatBuffer[] out) {
    void run() {
      kernel.run(in, out);
    }
  }

  /** Makes the arrays. */
  @Setup(Level.Trial)
  public void setUp() {
    long[] rows = {TOKENS, HIDDEN};
    long[] row = {HIDDEN};
    long[] wide = {TOKENS, WIDE};
    normForward = call(LayerNorm.FORWARD, rows, row, row);
    normBackward = call(LayerNorm.BACKWARD, rows, row, row, rows);
    geluForward = call(Gelu.FORWARD, wide);
    geluBackward = call(Gelu.BACKWARD, wide, wide);
    columnSums = call(new ColumnSums(), new long[] {WIDE}, wide);
    long[] joined = {TOKENS, 3 * HIDDEN};
    long[] segments = {BATCH, 2};
    long[] room = {2, LENGTH, LENGTH};
    long[] weights = {TOKENS, HEADS, LENGTH};
    attentionForward = call(new AttentionForward(SHAPE, true), joined, segments, room, weights);
    attentionBackward =
        call(new AttentionBackward(SHAPE), joined, segments, room, weights, rows, weights);
    causalForward = call(new AttentionForward(CAUSAL, true), joined, segments, room, weights);
    causalBackward =
        call(new AttentionBackward(CAUSAL), joined, segments, room, weights, rows, weights);
    for (Call call : List.of(attentionForward, attentionBackward, causalForward, causalBackward)) {
      for (int i = 0; i < BATCH; i++) {
        call.in[1].put(2 * i, i * LENGTH).put(2 * i + 1, LENGTH);
      }
    }
  }

  /** Frees them. */
  @TearDown(Level.Trial)
  public void tearDown() {
    regions.forEach(Region::close);
  }

  /** Layer normalisation, [512, 768]. */
  @Benchmark
  public void layerNorm() {
    normForward.run();
  }

  /** Its gradient. */
  @Benchmark
  public void layerNormGradient() {
    normBackward.run();
  }

  /** GELU, [512, 3072]. */
  @Benchmark
  public void gelu() {
    geluForward.run();
  }

  /** Its gradient. */
  @Benchmark
  public void geluGradient() {
    geluBackward.run();
  }

  /** The gradient of a bias, [512, 3072]. */
  @Benchmark
  public void biasGradient() {
    columnSums.run();
  }

  /** Attention with dropout, 4 x 12 heads, 128 tokens, 64 wide. */
  @Benchmark
  public void attention() {
    attentionForward.run();
  }

  /** Its gradient. */
  @Benchmark
  public void attentionGradient() {
    attentionBackward.run();
  }

  /** The same where a query sees only what comes before it. */
  @Benchmark
  public void causalAttention() {
    causalForward.run();
  }

  /** Its gradient. */
  @Benchmark
  public void causalAttentionGradient() {
    causalBackward.run();
  }

  private Call call(Kernel kernel, long[]... shapes) {
    List<long[]> results = kernel.shapes(List.of(shapes));
    FloatBuffer[] in = new FloatBuffer[shapes.length];
    for (int i = 0; i < in.length; i++) {
      in[i] = buffer(shapes[i]);
      for (int k = 0; k < in[i].capacity(); k++) {
        in[i].put(k, (float) (random.nextDouble() - 0.5));
      }
    }
    return new Call(kernel, in, results.stream().map(this::buffer).toArray(FloatBuffer[]::new));
  }

  private FloatBuffer buffer(long[] shape) {
    Region region = new Region(Shapes.length(shape));
    regions.add(region);
    return region.buffer(0, (int) Shapes.length(shape));
  }
}
