package org.al4j.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.al4j.core.query.StrategyProvider;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.named.KnownCriterion;
import org.al4j.strategies.named.KnownPolicy;
import org.al4j.strategies.named.NamedCriterion;
import org.al4j.strategies.named.QueryPlan;
import org.al4j.study.Applicable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code al strategies}: the strategies and candidate policies that can be named. */
@Command(
    name = "strategies",
    description =
        "List the strategies, candidate policies and stopping criteria with what they need, cost and"
            + " follow.")
final class StrategiesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<StrategyProvider> strategies = Strategies.known();
    List<KnownPolicy> policies = QueryPlan.policies();
    String indent =
        " "
            .repeat(
                Stream.concat(
                        strategies.stream().map(StrategyProvider::name),
                        policies.stream().map(KnownPolicy::name))
                    .mapToInt(String::length)
                    .max()
                    .orElse(0));
    out.println(
        "Strategies. Cost: beside one forward pass for what is needed; n candidates, b the batch,\n"
            + "C classes, d the embedding's width, m members or what the line says. Labels: as in\n"
            + "al simulate --labels.");
    for (StrategyProvider one : strategies) {
      out.println(head(indent, one.name(), one.summary()));
      out.println(body(indent, one.needs(), one.cost(), one.source()));
      out.println(indent + "  labels: " + labels(one));
    }
    out.println(
        "\nCandidate policies, what a strategy looks at; write policy+strategy: ups+margin.");
    for (KnownPolicy one : policies) {
      out.println(head(indent, one.name(), one.summary()));
      out.println(body(indent, one.needs(), one.cost(), one.source()));
    }
    printCriteria(out);
    out.flush();
    return 0;
  }

  private static void printCriteria(PrintWriter out) {
    out.println("\nStopping criteria, for al simulate --stop, with their parameters and defaults.");
    for (KnownCriterion one : NamedCriterion.known()) {
      out.println(one.name() + "(" + one.parameters() + ")");
      out.println(
          "  stops when "
              + one.summary()
              + "\n  needs: "
              + one.needs()
              + (one.source().isEmpty() ? "" : "; source: " + one.source()));
    }
  }

  private static String head(String indent, String name, String summary) {
    return name + indent.substring(name.length()) + "  " + summary;
  }

  private static String labels(StrategyProvider strategy) {
    return Applicable.labels(strategy)
        .map(kinds -> kinds.isEmpty() ? "others, in Java only" : String.join(", ", kinds))
        .orElse("those of what its parameters name");
  }

  private static String body(String indent, String needs, String cost, String source) {
    String start = indent + "  ";
    return start + "needs: " + needs + "; source: " + source + "\n" + start + "cost: " + cost;
  }
}
