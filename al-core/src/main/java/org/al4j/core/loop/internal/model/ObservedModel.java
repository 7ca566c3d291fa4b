package org.al4j.core.loop.internal.model;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.CandidatePolicy;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.Utility;

/**
 * Lets a candidate policy read along while a strategy looks at its candidates, so that one pass
 * serves both: each pass also asks for what the policy's utility needs, and each block is scored
 * for the policy before the strategy gets it. Instances that are no candidates, such as labelled
 * ones that a strategy compares with, are left out. The strategy may find more outputs in a block
 * than it asked for.
 */
public final class ObservedModel implements AcquisitionModel {
  private final AcquisitionModel model;
  private final CandidatePolicy policy;
  private final Utility utility;
  private final Candidates candidates;

  public ObservedModel(
      AcquisitionModel model, CandidatePolicy policy, Utility utility, Candidates candidates) {
    this.model = model;
    this.policy = policy;
    this.utility = utility;
    this.candidates = candidates;
  }

  @Override
  public Set<Output> offers() {
    return model.offers();
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    Set<Output> both = new TreeSet<>();
    both.addAll(wanted);
    both.addAll(utility.needs());
    model.forward(
        xs,
        both,
        block -> {
          observe(block, xs == candidates);
          sink.accept(block);
        });
  }

  private void observe(Outputs block, boolean inOrder) {
    double[] utilities = new double[block.size()]; // [n]
    utility.score(block, utilities);
    for (int i = 0; i < utilities.length; i++) {
      String id = block.instances().get(i).id();
      int ordinal = inOrder ? candidates.ordinal(block.first() + i) : candidates.ordinalOf(id);
      if (ordinal >= 0) {
        policy.observe(ordinal, checked(utilities[i], id));
      }
    }
  }

  private static double checked(double utility, String id) {
    if (Double.isNaN(utility)) {
      throw new InvalidInputException(
          "the utility of instance '"
              + id
              + "' for the candidate policy is NaN; a utility must be a number: check the model's"
              + " outputs and the formula");
    }
    return utility;
  }

  /** Does nothing: the model is closed by its owner. */
  @Override
  public void close() {}
}
