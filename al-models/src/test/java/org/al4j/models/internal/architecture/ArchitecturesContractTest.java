package org.al4j.models.internal.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.al4j.models.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every family of models keeps the contract. */
@ParameterizedClass
@MethodSource("families")
class ArchitecturesContractTest extends ArchitectureContract {
  private static final Map<String, Class<? extends Architecture>> FAMILIES =
      Map.of(
          "bert/seqcls", Bert.class,
          "bert/mlm", Bert.class,
          "distilbert/seqcls", DistilBert.class,
          "electra/rtd", Electra.class,
          "roberta/mlm", Roberta.class,
          "gpt2/lm", Gpt2.class,
          "xlmr/seqcls", Roberta.class);

  private final String fixture;

  ArchitecturesContractTest(String fixture) {
    this.fixture = fixture;
  }

  static Stream<String> families() {
    return FAMILIES.keySet().stream().sorted();
  }

  @Override
  Path checkpoint() {
    return Fixtures.path("models/" + fixture);
  }

  @Test
  void read_fixture_isOfItsFamily() {
    assertEquals(FAMILIES.get(fixture), Architectures.read(checkpoint()).getClass());
  }
}
