package org.al4j.strategies.named;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.Output;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.StrategyProvider;
import org.al4j.testkit.QueryStrategyContract;
import org.al4j.testkit.StrategyProviderContract;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that the service loader finds keeps the testkit's contracts. */
class NamedContractTest {
  /** What those need that cannot be made without parameters. */
  private static final Map<String, Map<String, String>> PARAMETERS =
      Map.of(
          "staged", Map.of("first", "core-set", "then", "margin", "round", "3"),
          "affordable", Map.of("strategy", "margin", "limit", "1000"),
          "active-transfer", Map.of("validation", file(), "batches", "2"),
          "representative", Map.of("target", file()));

  private static String file() {
    try {
      URL file = NamedContractTest.class.getResource("labelled.csv");
      return Path.of(Objects.requireNonNull(file, "labelled.csv").toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> parameters(StrategyProvider provider) {
    return PARAMETERS.getOrDefault(provider.name(), Map.of());
  }

  static Stream<Named<StrategyProvider>> providers() {
    return ServiceLoader.load(StrategyProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .map(provider -> Named.of(provider.name(), provider));
  }

  @Nested
  @ParameterizedClass
  @MethodSource("org.al4j.strategies.named.NamedContractTest#providers")
  class EveryProvider extends StrategyProviderContract {
    private final StrategyProvider provider;

    EveryProvider(StrategyProvider provider) {
      this.provider = provider;
    }

    @Override
    protected StrategyProvider provider() {
      return provider;
    }

    @Override
    protected Map<String, String> parameters() {
      return NamedContractTest.parameters(provider);
    }
  }

  @Nested
  @ParameterizedClass
  @MethodSource("org.al4j.strategies.named.NamedContractTest#providers")
  class EveryNamedStrategy extends QueryStrategyContract {
    private final StrategyProvider provider;

    EveryNamedStrategy(StrategyProvider provider) {
      this.provider = provider;
    }

    @Override
    protected QueryStrategy strategy() {
      return provider.create(parameters(provider));
    }

    @Override
    protected Annotation annotation(Labelled<ClassLabel> item) {
      return strategy().needs().contains(Output.INDEPENDENT_PROBABILITIES)
          ? LabelSet.of(List.of(item.annotation().name()))
          : item.annotation();
    }
  }
}
