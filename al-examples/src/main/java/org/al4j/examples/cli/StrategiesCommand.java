package org.al4j.examples.cli;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.al4j.core.InvalidInputException;
import org.al4j.core.model.Output;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.StrategyProvider;
import org.al4j.strategies.Strategies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code al strategies}: the strategies that can be named. */
@Command(
    name = "strategies",
    description = "List the strategies with what they need and their sources.")
public final class StrategiesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<StrategyProvider> known = Strategies.known();
    int width = known.stream().map(StrategyProvider::name).mapToInt(String::length).max().orElse(0);
    for (StrategyProvider provider : known) {
      out.printf("%-" + width + "s  %s%n", provider.name(), provider.summary());
      out.printf(
          "%-" + width + "s  needs: %s; source: %s%n", "", needs(provider), provider.source());
    }
    out.flush();
    return 0;
  }

  private static String needs(StrategyProvider provider) {
    QueryStrategy strategy;
    try {
      strategy = provider.create(Map.of());
    } catch (InvalidInputException e) {
      return "what its parameters say";
    }
    List<Output> needs = strategy.needs().stream().sorted(Comparator.naturalOrder()).toList();
    return needs.isEmpty()
        ? "no model"
        : String.join(", ", needs.stream().map(Output::name).toList());
  }
}
