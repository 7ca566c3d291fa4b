package org.al4j.bench.fuzz;

import java.nio.file.Path;
import java.util.List;
import org.al4j.bench.fuzz.mutate.OnnxBytes;
import org.al4j.bench.fuzz.mutate.TorchBytes;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.transformer.TransformerClassifier;

/** Readers of weights: the checkpoint is opened, every tensor read, now and then a text scored. */
final class WeightTargets {
  /** A whole model is made of so many: it takes a hundred times as long as reading the tensors. */
  private static final int WHOLE = 50;

  private WeightTargets() {}

  static List<FuzzTarget> all() {
    return List.of(
        new FuzzTarget("safetensors", 100, WeightTargets::safetensors),
        new FuzzTarget("pickle", 80, WeightTargets::pickle),
        new FuzzTarget("onnx", 80, WeightTargets::onnx),
        new FuzzTarget("index", 40, WeightTargets::index));
  }

  private static List<FuzzInput> safetensors(Path folder) throws Exception {
    Path plain = TinyModels.bert(folder.resolve("plain"));
    Path half = TinyModels.bert(folder.resolve("half"));
    SafeTensors.writeHalf(
        half.resolve(Checkpoint.WEIGHTS), TinyModels.tensors(half), java.util.Map.of());
    return List.of(input(plain, Checkpoint.WEIGHTS), input(half, Checkpoint.WEIGHTS));
  }

  private static List<FuzzInput> pickle(Path folder) throws Exception {
    Path zip = TinyModels.bert(folder.resolve("zip"));
    Path legacy = TinyModels.bert(folder.resolve("legacy"));
    String name = "pytorch_model.bin";
    TinyModels.withWeights(zip, name, TorchBytes.zip(TinyModels.tensors(zip)));
    TinyModels.withWeights(legacy, name, TorchBytes.legacy(TinyModels.tensors(legacy)));
    return List.of(input(zip, name), input(legacy, name));
  }

  private static List<FuzzInput> onnx(Path folder) throws Exception {
    Path dir = TinyModels.bert(folder.resolve("onnx"));
    TinyModels.withWeights(dir, "model.onnx", OnnxBytes.of(TinyModels.tensors(dir)));
    return List.of(input(dir, "model.onnx"));
  }

  private static List<FuzzInput> index(Path folder) throws Exception {
    Path dir = TinyModels.sharded(TinyModels.bert(folder.resolve("sharded")));
    return List.of(input(dir, Checkpoint.WEIGHTS + ".index.json"));
  }

  private static FuzzInput input(Path dir, String file) {
    return new FuzzInput(dir, List.of(file), WeightTargets::read);
  }

  private static void read(Path folder, long number) throws Exception {
    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
      FuzzUse.tensors(checkpoint);
    }
    if (number % WHOLE == 0) {
      try (TransformerClassifier model = TransformerClassifier.load(folder)) {
        FuzzUse.use(() -> FuzzUse.model(model));
      }
    }
  }
}
