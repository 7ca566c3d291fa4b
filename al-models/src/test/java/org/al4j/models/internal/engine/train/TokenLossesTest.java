package org.al4j.models.internal.engine.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.run.TokenLosses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenLossesTest {
  @ParameterizedTest
  @ValueSource(strings = {"bert/mlm", "distilbert/mlm", "roberta/mlm", "gpt2/lm", "bert/tokcls"})
  void mean_referenceBatch_isPyTorchsLoss(String path) throws IOException {
    Golden golden = Golden.of(path);
    List<Sequence> sequences = golden.examples().stream().map(Example::sequence).toList();
    List<int[]> labels = golden.examples().stream().map(Example::labels).toList();
    for (int lanes = 1; lanes <= 2; lanes++) {
      try (Engine engine = golden.engine(lanes, true)) {
        double loss = new TokenLosses(engine).mean(sequences, labels);
        assertEquals(golden.expected().get("loss").asDouble(), loss, 1e-5);
      }
    }
  }
}
