package org.al4j.examples.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.StreamSupport;
import org.al4j.core.Seeds;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A committee of cubic curves by bagging: regression on the distance from the left. */
final class CurveCommittee implements AcquisitionModel {
  private static final int MEMBERS = 7;
  private final List<CubicFit> members = new ArrayList<>();

  CurveCommittee(List<Place> labelled) {
    for (int m = 0; m < MEMBERS; m++) {
      RandomGenerator random = new Seeds(1).generator("curves", m);
      members.add(
          CubicFit.through(
              labelled.stream()
                  .map(one -> labelled.get(random.nextInt(labelled.size())))
                  .toList()));
    }
  }

  List<CubicFit> members() {
    return List.copyOf(members);
  }

  @Override
  public Set<Output> offers() {
    return Set.of(Output.MEMBER_VALUES);
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    List<Instance> block = StreamSupport.stream(xs.spliterator(), false).toList();
    float[][] values = new float[MEMBERS][block.size()];
    for (int m = 0; m < MEMBERS; m++) {
      for (int i = 0; i < block.size(); i++) {
        values[m][i] = (float) members.get(m).at(Place.of(block.get(i)).x());
      }
    }
    try (INDArray array = Nd4j.createFromArray(values)) { // [m, n]
      sink.accept(Outputs.of(0, block, Map.of(Output.MEMBER_VALUES, array)));
    }
  }

  @Override
  public void close() {}
}
