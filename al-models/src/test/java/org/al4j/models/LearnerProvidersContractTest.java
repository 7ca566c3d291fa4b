package org.al4j.models;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.LearnerProvider;
import org.al4j.testkit.LearnerProviderContract;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every provider of learners that the service loader finds keeps the testkit's contract. */
@ParameterizedClass
@MethodSource("providers")
class LearnerProvidersContractTest extends LearnerProviderContract {
  /** What those need that cannot be made without parameters. */
  private static final Map<String, Map<String, String>> PARAMETERS =
      Map.of(
          "transformer",
          Map.of("checkpoint", Fixtures.path("models/distilbert/seqcls").toString()),
          "head",
          Map.of("checkpoint", Fixtures.path("models/distilbert/seqcls").toString()),
          "tagger",
          Map.of("checkpoint", Fixtures.path("models/distilbert/seqcls").toString()),
          "setfit",
          Map.of("checkpoint", Fixtures.path("models/distilbert/seqcls").toString()));

  private final LearnerProvider provider;

  LearnerProvidersContractTest(LearnerProvider provider) {
    this.provider = provider;
  }

  static Stream<Named<LearnerProvider>> providers() {
    return ServiceLoader.load(LearnerProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .map(provider -> Named.of(provider.name(), provider));
  }

  @Override
  protected LearnerProvider provider() {
    return provider;
  }

  @Override
  protected Map<String, String> parameters() {
    return PARAMETERS.getOrDefault(provider.name(), Map.of());
  }

  /** A committee's members for tags need a checkpoint. */
  @Override
  protected Map<String, String> parameters(Class<? extends Annotation> kind) {
    boolean taggers = provider.name().equals("committee") && kind == TagSequence.class;
    return taggers ? PARAMETERS.getOrDefault("tagger", Map.of()) : parameters();
  }
}
