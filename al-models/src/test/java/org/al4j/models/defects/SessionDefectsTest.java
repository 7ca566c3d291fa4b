package org.al4j.models.defects;

import static org.al4j.models.defects.Gradients.LOSS;
import static org.al4j.models.defects.Gradients.differentiate;
import static org.al4j.models.defects.Gradients.lossOf;
import static org.al4j.models.defects.Gradients.variable;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.loss.LossReduce;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.autodiff.samediff.internal.InferenceSession;
import org.nd4j.autodiff.samediff.internal.memory.ArrayCacheMemoryMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.adapter.SingletonDataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** What SameDiff's sessions and training loop do wrong, and why AL4J has its own. */
class SessionDefectsTest {
  private static final String OWN_SESSION = "Compiler, Plan and Session";

  private final SameDiff graph = SameDiff.create();

  @Test
  void fit_anyLoss_reportsZero() {
    SDVariable x = graph.placeHolder("x", DataType.FLOAT, -1, 3);
    SDVariable labels = graph.placeHolder("labels", DataType.FLOAT, -1, 2);
    SDVariable logits = x.mmul(graph.var("w", Nd4j.ones(DataType.FLOAT, 3, 2)));
    graph.loss.softmaxCrossEntropy(LOSS, labels, logits, null, LossReduce.SUM, 0);
    graph.setLossVariables(LOSS);
    graph.setTrainingConfig(
        TrainingConfig.builder()
            .updater(new Sgd(1e-3))
            .dataSetFeatureMapping("x")
            .dataSetLabelMapping("labels")
            .build());
    DataSet data =
        new DataSet(
            Nd4j.ones(DataType.FLOAT, 2, 3), Nd4j.createFromArray(new float[][] {{1, 0}, {1, 0}}));
    differentiate(graph);
    double reported =
        graph.fit(new SingletonDataSetIterator(data), 1).lossCurve().meanLoss(0).totalLoss();
    new Defect("fit() reports the loss 0 where it is 1.39", "FineTuning and Trainer")
        .isStillThere(reported == 0, reported);
  }

  @Test
  void lossOperation_notAskedTo_registersItselfAsLoss() {
    SDVariable x = variable(graph, "x", 3, 3);
    graph.loss.softmaxCrossEntropy("ce", x, x, null, LossReduce.SUM, 0);
    List<String> losses = graph.getLossVariables();
    new Defect("a loss operation makes itself a loss", "setLossVariables in HeadGraph.loss")
        .isStillThere(losses.contains("ce"), losses);
  }

  @Test
  void createGradFunction_anyGraph_printsToStandardOutput() {
    String printed = differentiate(lossOf(graph.math.tanh(variable(graph, "x", 3)), 3));
    new Defect("differentiating prints a line for every operation", "Quietly")
        .isStillThere(printed.contains("differentiated op"), printed);
  }

  @Test
  void session_backwardGraph_losesArrays() {
    SDVariable y = graph.placeHolder("x", DataType.DOUBLE, 2, 3);
    List<String> weights = List.of("w0", "w1", "w2", "w3", "w4", "w5");
    for (String name : weights) {
      y = graph.math.tanh(y.mmul(variable(graph, name, 3, 3)));
    }
    differentiate(lossOf(y, 2, 3));
    SameDiff backward = graph.getFunction("grad");
    List<String> gradients =
        weights.stream().map(name -> backward.getGradForVariable(name).name()).toList();
    Counting memory = new Counting();
    InferenceSession session = new InferenceSession(backward);
    session.setMmgr(memory);
    At at = At.builder().operation(Operation.INFERENCE).build();
    Map<String, INDArray> inputs = Map.of("x", Gradients.draws(2, 3));
    session.output(gradients, inputs, null, List.of(), List.of(), at);
    int lost = memory.allocated - memory.released - gradients.size();
    new Defect("a session neither returns nor releases some arrays of a step", OWN_SESSION)
        .isStillThere(
            lost >= 3, lost + " of " + memory.allocated + ", released " + memory.released);
  }

  @Test
  void calculateGradients_anyGraph_releasesHardlyAnyIntermediate() {
    SDVariable y = graph.placeHolder("x", DataType.DOUBLE, 2, 3);
    variable(graph, "w", 3, 3);
    for (int i = 0; i < 6; i++) {
      y = graph.math.tanh(y.mmul(graph.getVariable("w")));
    }
    differentiate(lossOf(y, 2, 3));
    SameDiff backward = graph.getFunction("grad");
    Counting memory = new Counting();
    InferenceSession session = new InferenceSession(backward);
    session.setMmgr(memory);
    backward.getSessions().put(Thread.currentThread().getId(), session);
    int runs = 3;
    for (int i = 0; i < runs; i++) {
      graph.calculateGradients(Map.of("x", Gradients.draws(2, 3)), "w");
    }
    int kept = memory.allocated - memory.released - runs; // one array a run is the caller's
    new Defect("calculateGradients keeps the intermediate arrays of every step", OWN_SESSION)
        .isStillThere(
            memory.allocated > 0 && kept > memory.allocated / 2,
            kept + " of " + memory.allocated + " arrays kept after " + runs + " runs");
  }

  @Test
  void session_manyRuns_remembersEveryFreedArray() throws ReflectiveOperationException {
    SDVariable x = graph.placeHolder("x", DataType.DOUBLE, -1, 3);
    deep(x).rename("y");
    for (int i = 0; i < 50; i++) {
      graph.outputSingle(Map.of("x", Nd4j.ones(DataType.DOUBLE, 2, 3)), "y");
    }
    Field field = InferenceSession.class.getDeclaredField("freedArrays");
    field.setAccessible(true);
    int remembered =
        ((Collection<?>) field.get(graph.getSessions().values().iterator().next())).size();
    new Defect("a session's list of freed arrays grows for ever", OWN_SESSION)
        .isStillThere(remembered > 400, remembered + " after 50 runs");
  }

  @Test
  void sessions_deadThreads_areKept() throws InterruptedException {
    graph.placeHolder("x", DataType.FLOAT, -1, 3).add(1.0).rename("y");
    for (int i = 0; i < 3; i++) {
      Thread thread =
          new Thread(() -> graph.outputSingle(Map.of("x", Nd4j.ones(DataType.FLOAT, 2, 3)), "y"));
      thread.start();
      thread.join();
    }
    new Defect("a graph keeps a session for every thread that ever ran it", OWN_SESSION)
        .isStillThere(graph.getSessions().size() == 3, graph.getSessions());
  }

  @Test
  void freeze_thenOutput_throws() {
    variable(graph, "x", 3, 3).sum().rename("y");
    graph.freeze(true);
    new Defect("a frozen graph cannot run", "weights as placeholders in GraphBuilder")
        .stillThrows(
            NullPointerException.class,
            "preprocessPlaceholders",
            () -> graph.outputSingle(Map.of(), "y"));
  }

  @Test
  void modulePath_nd4jApi_isRefused() {
    List<Path> jars =
        Arrays.stream(
                System.getProperty("java.class.path").split(System.getProperty("path.separator")))
            .map(Path::of)
            .filter(path -> path.getFileName().toString().startsWith("nd4j-api-"))
            .toList();
    assertFalse(jars.isEmpty(), "nd4j-api is on the class path");
    new Defect(
            "nd4j-api's module-info is invalid",
            "Automatic-Module-Name instead of module-info.java, in pom.xml")
        .stillThrows(
            FindException.class,
            "Error reading module",
            () -> ModuleFinder.of(jars.get(0)).findAll());
  }

  private SDVariable deep(SDVariable x) {
    SDVariable y = x;
    for (int i = 0; i < 10; i++) {
      y = graph.math.tanh(y.add(0.1));
    }
    return y;
  }

  private static final class Counting extends ArrayCacheMemoryMgr {
    int allocated;
    int released;

    @Override
    public INDArray allocate(boolean detached, DataType type, long... shape) {
      allocated++;
      return super.allocate(detached, type, shape);
    }

    @Override
    public INDArray allocate(boolean detached, LongShapeDescriptor shape) {
      allocated++;
      return super.allocate(detached, shape);
    }

    @Override
    public void release(INDArray array) {
      released++;
      super.release(array);
    }
  }
}
