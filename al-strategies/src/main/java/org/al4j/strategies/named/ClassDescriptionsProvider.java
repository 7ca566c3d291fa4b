package org.al4j.strategies.named;

import java.nio.file.Path;
import java.util.Map;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.settings.Parameters;
import org.al4j.strategies.coldstart.ClassDescriptions;
import org.al4j.strategies.coldstart.ColdStart;
import org.al4j.strategies.coldstart.Descriptions;

/**
 * Provides {@code class-descriptions}, for the first batch. Parameters: {@code descriptions}, a
 * file with {@code name<TAB>description} a line (else the classes go by their names), {@code beta},
 * {@code lambda}; {@code checkpoint} or {@code dimensions} as {@code cold-start} has them.
 */
public final class ClassDescriptionsProvider extends Described {
  private static final int MANY = 1_000_000;

  /** For the service loader. */
  public ClassDescriptionsProvider() {
    super(
        "class-descriptions",
        "what is near to each class's name or description: for the first batch",
        "Carbonell and Goldstein 1998",
        "O(n C d); embedding each text once, or hashing its words");
  }

  @Override
  public QueryStrategy create(Map<String, String> parameters) {
    Parameters given =
        Parameters.of(
            name(), parameters, "descriptions", "beta", "lambda", "dimensions", "checkpoint");
    String file = given.text("descriptions", "");
    Descriptions lines = file.isEmpty() ? Descriptions.NAMES : Descriptions.read(Path.of(file));
    ClassDescriptions strategy =
        new ClassDescriptions(
            lines,
            given.whole("beta", ClassDescriptions.BETA, 1, MANY),
            given.real("lambda", ClassDescriptions.LAMBDA, 0, 1));
    SeenTexts seen = SeenTexts.of(given);
    return new ColdStart(strategy, seen.view().model(), seen.view().name(), seen.learnersFirst());
  }
}
