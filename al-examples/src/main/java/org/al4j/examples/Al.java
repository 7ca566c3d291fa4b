package org.al4j.examples;

import java.io.PrintWriter;
import java.util.List;
import org.al4j.examples.cli.BenchCommand;
import org.al4j.examples.cli.DemoCommand;
import org.al4j.examples.cli.ScoreCommand;
import org.al4j.examples.cli.SimulateCommand;
import org.al4j.examples.cli.StrategiesCommand;
import org.al4j.examples.cli.Terminal;
import org.al4j.examples.cli.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command line. Exit codes: 0 done, 2 bad input (one line on stderr says what), 1 anything
 * else, such as a full disk or results that could not be printed. Results go to stdout, everything
 * else to stderr.
 */
@Command(
    name = "al",
    description = "Deep active learning for the JVM.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    subcommands = {
      DemoCommand.class,
      SimulateCommand.class,
      ScoreCommand.class,
      BenchCommand.class,
      StrategiesCommand.class
    })
public final class Al implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an unexpected error.")
  private boolean debug;

  /** Runs the command line and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    System.exit(Terminal.execute(command(), args));
  }

  private static CommandLine command() {
    return Terminal.prepared(new CommandLine(new Al()));
  }

  /** Runs a command and gives its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    return Terminal.execute(command(), out, err, args);
  }

  @Override
  public void run() {
    List<String> names = List.copyOf(spec.subcommands().keySet());
    int last = names.size() - 1;
    throw new ParameterException(
        spec.commandLine(),
        "name a command: " + String.join(", ", names.subList(0, last)) + " or " + names.get(last));
  }
}
