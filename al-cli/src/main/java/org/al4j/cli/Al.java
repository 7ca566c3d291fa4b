package org.al4j.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.al4j.cli.annotate.AnnotateCommand;
import org.al4j.cli.annotate.ExportCommand;
import org.al4j.examples.paper.Papers;
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
      ErrorsCommand.class,
      AdaptCommand.class,
      DistilCommand.class,
      AnnotateCommand.class,
      ExportCommand.class,
      ExportOnnxCommand.class,
      Papers.class,
      StrategiesCommand.class
    })
public final class Al implements Runnable {
  /**
   * What the launcher sets and {@code java -jar} cannot; read when native code is first loaded. The
   * limits of JavaCPP's memory are shares of the largest heap.
   */
  private static final Map<String, String> LAUNCHED_WITH =
      Map.of(
          "org.bytedeco.javacpp.maxbytes", "100%",
          "org.bytedeco.javacpp.maxphysicalbytes", "300%",
          "org.nd4j.log.initialization", "false");

  @Spec private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an unexpected error.")
  @SuppressWarnings("UnusedVariable") // found by its name, see Terminal
  private boolean debug;

  /** Runs the command line and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    LAUNCHED_WITH.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
    System.exit(Terminal.execute(commandLine(), args));
  }

  /** The command line, with the commands that other jars on the class path add. */
  public static CommandLine commandLine() {
    CommandLine al = new CommandLine(new Al());
    ServiceLoader.load(AlCommand.class).forEach(al::addSubcommand);
    return Terminal.prepared(al);
  }

  /** Runs a command and gives its exit code. */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    return Terminal.execute(commandLine(), out, err, args);
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
