package org.al4j.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.kind.ProblemType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A convolutional network over word vectors: for each width, filters over so many neighbouring
 * words, rectified, of each the largest value over the text; dropout; an output layer. A text
 * shorter than a filter counts with zeros around it, and padding to a batch's longest text changes
 * nothing.
 *
 * <p>Source: Kim 2014, Convolutional Neural Networks for Sentence Classification.
 *
 * <p>Departures: the vectors are not trained; Adam; no limit on the norm of the output's weights.
 *
 * @param filters for each width
 * @param widths in words, each once
 * @param dropout the share of the pooled values that is left out in training, in [0, 1)
 * @param learningRate Adam's
 */
public record TextCnn(int filters, List<Integer> widths, double dropout, double learningRate) {
  /** Refuses values outside their ranges. */
  public TextCnn {
    widths = List.copyOf(widths);
    boolean right = !widths.isEmpty() && widths.stream().distinct().count() == widths.size();
    if (!right || widths.stream().anyMatch(width -> width < 1)) {
      throw new IllegalArgumentException(
          "widths must be different numbers of 1 or more, found " + widths);
    }
    if (filters < 1) {
      throw new IllegalArgumentException("filters must be 1 or more, found " + filters);
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout must lie in [0, 1), found " + dropout);
    }
    if (!(learningRate > 0 && learningRate < 1)) {
      throw new IllegalArgumentException("learning-rate must lie in (0, 1), found " + learningRate);
    }
  }

  /** 50 filters of 3, 4 and 5 words each, dropout of one half, a rate of 0.001. */
  public static TextCnn defaults() {
    return new TextCnn(50, List.of(3, 4, 5), 0.5, 1e-3);
  }

  /**
   * The configuration of one class a text.
   *
   * @param vectorWidth numbers of a word vector
   * @param classes how many there are
   */
  public ComputationGraphConfiguration configuration(int vectorWidth, int classes) {
    return configuration(vectorWidth, classes, AnnotationKind.CLASS);
  }

  ComputationGraphConfiguration configuration(
      int vectorWidth, int outputs, AnnotationKind<?> kind) {
    ComputationGraphConfiguration.GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .updater(new Adam(learningRate))
            .graphBuilder()
            .addInputs("words");
    List<String> pooled = new ArrayList<>();
    for (int width : widths) {
      graph.addLayer(
          "words" + width,
          new Convolution1DLayer.Builder(width)
              .nOut(filters)
              .convolutionMode(ConvolutionMode.Same)
              .activation(Activation.RELU)
              .weightInit(WeightInit.RELU)
              .build(),
          "words");
      graph.addLayer("largest" + width, new GlobalPoolingLayer(PoolingType.MAX), "words" + width);
      pooled.add("largest" + width);
    }
    String last = pooled.get(0);
    if (pooled.size() > 1) {
      graph.addVertex("largest", new MergeVertex(), pooled.toArray(String[]::new));
      last = "largest";
    }
    return graph
        .addLayer("output", output(outputs, kind.problem()), last)
        .setOutputs("output")
        .setInputTypes(InputType.recurrent(vectorWidth))
        .build();
  }

  private OutputLayer output(int outputs, ProblemType problem) {
    OutputLayer.Builder layer =
        new OutputLayer.Builder(
            switch (problem) {
              case SINGLE_LABEL_CLASSIFICATION -> LossFunction.MCXENT;
              case MULTI_LABEL_CLASSIFICATION -> LossFunction.XENT;
              case REGRESSION -> LossFunction.MSE;
            });
    layer.activation(
        switch (problem) {
          case SINGLE_LABEL_CLASSIFICATION -> Activation.SOFTMAX;
          case MULTI_LABEL_CLASSIFICATION -> Activation.SIGMOID;
          case REGRESSION -> Activation.IDENTITY;
        });
    if (dropout > 0) {
      layer.dropOut(new Dropout(1 - dropout)); // Deeplearning4j's is the share that is kept
    }
    return layer.nOut(outputs).weightInit(WeightInit.XAVIER).build();
  }
}
