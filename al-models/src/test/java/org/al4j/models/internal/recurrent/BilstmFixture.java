package org.al4j.models.internal.recurrent;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.models.Fixtures;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;

/** The network of {@code bilstm_crf}, its batch and what PyTorch made of it. */
record BilstmFixture(JsonNode json, SortedMap<String, Tensor> tensors) {
  static BilstmFixture read() throws IOException {
    return new BilstmFixture(
        Fixtures.json("bilstm_crf/expected.json"), tensors("model.safetensors"));
  }

  static SortedMap<String, Tensor> tensors(String file) {
    SortedMap<String, Tensor> all = new TreeMap<>();
    try (SafeTensors stored = SafeTensors.open(Fixtures.path("bilstm_crf/" + file))) {
      stored.names().forEach(name -> all.put(name, stored.tensor(name)));
    }
    return all;
  }

  TaggerShape shape() {
    TaggerShape.Characters characters =
        new TaggerShape.Characters(5, new TreeMap<>(java.util.Map.of(2, 6, 3, 6)));
    return new TaggerShape(10, 4, characters, 8, 8, 5);
  }

  NetworkWeights weights() {
    return NetworkWeights.of(
        shape(), tensors.get("frozen.weight").values(), name -> tensors.get(name).values());
  }

  List<SentenceIds> batch() {
    List<SentenceIds> batch = new ArrayList<>();
    JsonNode inputs = json.get("inputs");
    for (int s = 0; s < lengths().length; s++) {
      int length = lengths()[s];
      int[] words = new int[length];
      int[][] characters = new int[length][];
      for (int i = 0; i < length; i++) {
        words[i] = inputs.get("word_ids").get(s).get(i).intValue();
        characters[i] = new int[inputs.get("char_counts").get(s).get(i).intValue()];
        for (int k = 0; k < characters[i].length; k++) {
          characters[i][k] = inputs.get("char_ids").get(s).get(i).get(k).intValue();
        }
      }
      batch.add(new SentenceIds(words, words.clone(), characters));
    }
    return batch;
  }

  static int[] lengths() {
    return new int[] {5, 3, 1};
  }

  ChainTargets targets() {
    int[] gold = new int[9];
    int at = 0;
    for (int s = 0; s < 3; s++) {
      for (int i = 0; i < lengths()[s]; i++) {
        gold[at++] = json.get("inputs").get("gold").get(s).get(i).intValue();
      }
    }
    return new ChainTargets(gold, new float[0], new float[] {1 / 3f, 1 / 3f, 1 / 3f});
  }
}
