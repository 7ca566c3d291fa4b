package org.al4j.dl4j;

import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.Learner;
import org.al4j.testkit.ClassLearnerContract;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

/** A graph of layers keeps the testkit's contract as layers one after the other do. */
class Dl4jGraphContractTest extends ClassLearnerContract<Dl4jModel<ClassLabel>> {
  private static ComputationGraphConfiguration graph(int inputs) {
    return new NeuralNetConfiguration.Builder()
        .updater(new Adam(0.01))
        .graphBuilder()
        .addInputs("in")
        .addLayer(
            "hidden",
            new DenseLayer.Builder().nIn(inputs).nOut(8).activation(Activation.TANH).build(),
            "in")
        .addLayer("out", SmallNetworks.softmax(3), "hidden")
        .setOutputs("out")
        .build();
  }

  @Override
  protected Learner<ClassLabel, Dl4jModel<ClassLabel>> learner() {
    TextFeatures features = SmallNetworks.tfidf();
    return Dl4jLearner.of(graph((int) features.shape()[0]), features)
        .withUpdates(SmallNetworks.FEW);
  }
}
