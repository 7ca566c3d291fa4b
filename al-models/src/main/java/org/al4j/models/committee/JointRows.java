package org.al4j.models.committee;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.kind.ProblemType;

/** Committees that give a text a row of numbers: by class, or one. */
record JointRows<A extends Annotation>(AnnotationKind<A> kind) implements Joint<A> {
  /** What all members give for a block: {@code [m, n, width]} in c-order. */
  private record Said(List<Instance> block, float[] rows, int members, int width) {
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

  @Override
  public Class<A> type() {
    return kind.type();
  }

  @Override
  public String problem() {
    return kind.problem().text();
  }

  @Override
  public String learner() {
    return switch (kind.problem()) {
      case SINGLE_LABEL_CLASSIFICATION -> "CommitteeLearner";
      case MULTI_LABEL_CLASSIFICATION -> "MultiLabelCommitteeLearner";
      case REGRESSION -> "RegressionCommitteeLearner";
    };
  }

  @Override
  public boolean hasClasses() {
    return kind.problem() != ProblemType.REGRESSION;
  }

  @Override
  public Output said() {
    return kind.said();
  }

  @Override
  public Set<Output> offers() {
    return Set.of(kind.saidByMembers(), kind.said());
  }

  @Override
  public void forward(
      List<? extends ActiveModel<A>> members,
      LabelSpace labels,
      Iterable<Instance> xs,
      Set<Output> wanted,
      Consumer<Outputs> sink) {
    MemberPass.blocks(
        xs,
        (block, first) -> {
          Map<Output, FloatTable> tables = new TreeMap<>();
          if (!wanted.isEmpty()) {
            Said said = said(members, labels, block);
            wanted.forEach(output -> tables.put(output, table(output, said)));
          }
          try (Outputs outputs = Outputs.ofTables(first, block, tables)) {
            sink.accept(outputs);
          }
        });
  }

  private Said said(
      List<? extends ActiveModel<A>> members, LabelSpace labels, List<Instance> block) {
    int width = kind.width(labels);
    float[] rows = MemberPass.rows(members, block, kind.said(), width);
    return new Said(block, rows, members.size(), width);
  }

  private FloatTable table(Output output, Said said) {
    boolean mean = output.equals(kind.said());
    long[] shape = new long[output.axes().size()]; // [m, n, C] or [n, C], or without classes
    int axis = 0;
    if (!mean) {
      shape[axis++] = said.members();
    }
    shape[axis++] = said.block().size();
    if (axis < shape.length) {
      shape[axis] = said.width();
    }
    return new FloatTable(mean ? said.mean() : said.rows(), shape);
  }

  @Override
  public void predict(
      List<? extends ActiveModel<A>> members,
      LabelSpace labels,
      Iterable<Instance> xs,
      Consumer<Prediction<A>> sink) {
    MemberPass.blocks(
        xs,
        (block, first) -> {
          Said said = said(members, labels, block);
          float[] mean = said.mean(); // [n, width]
          for (int i = 0; i < block.size(); i++) {
            Prediction<A> one = kind.prediction(block.get(i), mean, i * said.width(), labels);
            sink.accept(hasClasses() ? one : spread(one, said, i));
          }
        });
  }

  private static <A extends Annotation> Prediction<A> spread(Prediction<A> one, Said said, int i) {
    return said.members() == 1
        ? one
        : new Prediction<>(
            one.instance(), one.annotation(), new Confidence.Spread(said.deviation(i)));
  }
}
