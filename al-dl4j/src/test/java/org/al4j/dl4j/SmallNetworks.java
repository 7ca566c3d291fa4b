package org.al4j.dl4j;

import java.util.List;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.models.transformer.Recipe;
import org.al4j.testkit.FakeTexts;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks and texts. */
final class SmallNetworks {
  static final Recipe.Updates FEW = new Recipe.Updates(3, 16, 1, 12, 4);

  private SmallNetworks() {}

  static Dataset<ClassLabel> texts() {
    return FakeTexts.dataset(60, 3, 11);
  }

  static <A extends Annotation> List<Instance> instances(Dataset<A> data) {
    return data.items().stream().map(Labelled::instance).toList();
  }

  static TextFeatures tfidf() {
    return TextFeatures.tfidf(instances(FakeTexts.dataset(60, 3, 11)), 50);
  }

  /** A hidden layer with dropout before the output layer. */
  static MultiLayerConfiguration perceptron(int inputs, OutputLayer output) {
    return new NeuralNetConfiguration.Builder()
        .updater(new Adam(0.01))
        .list()
        .layer(new DenseLayer.Builder().nIn(inputs).nOut(8).activation(Activation.TANH).build())
        .layer(output)
        .build();
  }

  static OutputLayer softmax(int classes) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nIn(8)
        .nOut(classes)
        .dropOut(0.5)
        .activation(Activation.SOFTMAX)
        .build();
  }

  static OutputLayer sigmoid(int classes) {
    return new OutputLayer.Builder(LossFunction.XENT)
        .nIn(8)
        .nOut(classes)
        .activation(Activation.SIGMOID)
        .build();
  }

  static OutputLayer number() {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nIn(8)
        .nOut(1)
        .dropOut(0.5)
        .activation(Activation.IDENTITY)
        .build();
  }

  static Dl4jLearner<ClassLabel> learner() {
    TextFeatures features = tfidf();
    return Dl4jLearner.of(perceptron((int) features.shape()[0], softmax(3)), features)
        .withUpdates(FEW);
  }
}
