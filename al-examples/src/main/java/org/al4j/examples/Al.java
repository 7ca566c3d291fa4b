package org.al4j.examples;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.al4j.core.InvalidInputException;
import org.al4j.examples.cli.BenchCommand;
import org.al4j.examples.cli.DemoCommand;
import org.al4j.examples.cli.ScoreCommand;
import org.al4j.examples.cli.SimulateCommand;
import org.al4j.examples.cli.StrategiesCommand;
import org.al4j.examples.cli.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command line. Exit codes: 0 done, 2 bad input (one line on stderr says what), 1 anything
 * unexpected. Results go to stdout, everything else to stderr.
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
    System.exit(run(writer(System.out), writer(System.err), args));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, Charset.defaultCharset()), true);
  }

  /** Runs a command and gives its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    Al al = new Al();
    return new CommandLine(al)
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(Al::refuseUsage)
        .setExecutionExceptionHandler(al::report)
        .execute(args);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a command: demo, simulate, score or bench");
  }

  private static int refuseUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + oneLine(e.getMessage()) + "; see '" + name + " --help'");
    return CommandLine.ExitCode.USAGE;
  }

  private int report(Exception e, CommandLine command, ParseResult parsed) {
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    if (e instanceof InvalidInputException) {
      err.println(name + ": " + oneLine(String.valueOf(e.getMessage())));
      return CommandLine.ExitCode.USAGE;
    }
    err.println(
        name
            + ": unexpected error: "
            + oneLine(e.toString())
            + (debug ? "" : "; --debug prints where"));
    if (debug) {
      e.printStackTrace(err);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String oneLine(String message) {
    return message.strip().replaceFirst("^Error: ", "").replaceAll("\\s*\\R\\s*", " ");
  }
}
