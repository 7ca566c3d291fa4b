package org.al4j.models.committee;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;

/** The members of a committee while it is open, and what they say of blocks of instances. */
final class OpenMembers<M extends AcquisitionModel> {
  /** What all members give for a block: {@code [m, n, width]} in c-order. */
  record Said(List<Instance> block, float[] rows, int members) {
    /** {@code [n, width]}. */
    float[] mean() {
      return MemberPass.mean(rows, members);
    }

    /** Of the members' numbers at {@code i} in a block of such, divided by one less than them. */
    double deviation(int i) {
      int stride = rows.length / members;
      double mean = 0;
      for (int m = 0; m < members; m++) {
        mean += rows[m * stride + i] / (double) members;
      }
      double squares = 0;
      for (int m = 0; m < members; m++) {
        squares += Math.pow(rows[m * stride + i] - mean, 2);
      }
      return Math.sqrt(squares / (members - 1));
    }
  }

  /** Makes an output's numbers. */
  @FunctionalInterface
  interface Shape {
    FloatTable table(Output output, Said said);
  }

  private final List<M> all;
  private final Output own;
  private final int width;
  private volatile boolean closed;

  /**
   * Open members.
   *
   * @param own what is asked of each
   * @param width how many numbers an instance has in it
   */
  OpenMembers(List<? extends M> members, Output own, int width) {
    this.all = List.copyOf(members);
    this.own = own;
    this.width = width;
  }

  List<M> all() {
    return all;
  }

  /** One pass of every member, handed on in blocks. */
  void say(Iterable<Instance> xs, Consumer<Said> sink) {
    requireOpen();
    MemberPass.blocks(xs, (block, first) -> sink.accept(said(block)));
  }

  /** The pass of the committee itself. */
  void forward(Iterable<Instance> xs, Set<Output> wanted, Shape shape, Consumer<Outputs> sink) {
    requireOpen();
    MemberPass.blocks(
        xs,
        (block, first) -> {
          Map<Output, FloatTable> tables = new TreeMap<>();
          if (!wanted.isEmpty()) {
            Said said = said(block);
            wanted.forEach(output -> tables.put(output, shape.table(output, said)));
          }
          try (Outputs outputs = Outputs.ofTables(first, block, tables)) {
            sink.accept(outputs);
          }
        });
  }

  static void requireOffered(Set<Output> offers, Set<Output> wanted) {
    if (!offers.containsAll(wanted)) {
      throw new IllegalArgumentException("a committee offers " + offers + ", asked for " + wanted);
    }
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this committee is closed");
    }
  }

  void close() {
    closed = true;
    Closing.all(all);
  }

  private Said said(List<Instance> block) {
    return new Said(block, MemberPass.rows(all, block, own, width), all.size());
  }
}
