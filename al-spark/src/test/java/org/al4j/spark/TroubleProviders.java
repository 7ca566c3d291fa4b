package org.al4j.spark;

import java.util.Map;
import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.StrategyProvider;
import org.al4j.core.query.Utility;
import org.al4j.strategies.Strategies;
import org.apache.spark.TaskContext;

/** Utilities that trouble executors. */
final class TroubleProviders {
  private TroubleProviders() {}

  /** Margin, but a partition's first attempt fails. */
  record FailingOnce() implements Utility {
    @Override
    public Set<Output> needs() {
      return margin().needs();
    }

    @Override
    public void score(Outputs in, double[] out) {
      if (TaskContext.getPartitionId() == 1 && TaskContext.get().attemptNumber() == 0) {
        throw new IllegalStateException("the first attempt fails");
      }
      margin().score(in, out);
    }
  }

  /** What an executor without memory does. */
  record OutOfMemory() implements Utility {
    @Override
    public Set<Output> needs() {
      return margin().needs();
    }

    @Override
    public void score(Outputs in, double[] out) {
      throw new OutOfMemoryError("made by a test");
    }
  }

  private static Utility margin() {
    return Strategies.utility("margin");
  }

  private abstract static class Provider implements StrategyProvider {
    private final String name;
    private final Utility utility;

    Provider(String name, Utility utility) {
      this.name = name;
      this.utility = utility;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String summary() {
      return "a test's";
    }

    @Override
    public String cost() {
      return "none";
    }

    @Override
    public String source() {
      return "none";
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      return Strategies.pointwise(utility);
    }
  }

  /** {@code failing-once}. */
  public static final class FailingOnceProvider extends Provider {
    public FailingOnceProvider() {
      super("failing-once", new FailingOnce());
    }
  }

  /** {@code out-of-memory}. */
  public static final class OutOfMemoryProvider extends Provider {
    public OutOfMemoryProvider() {
      super("out-of-memory", new OutOfMemory());
    }
  }
}
