package org.al4j.examples.experiment;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.al4j.core.InvalidInputException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/** Runs an experiment as {@code al} runs a command: the same exit codes, a line for a failure. */
public final class ExperimentProgram {
  private ExperimentProgram() {}

  /** A program that says in one line what is wrong: exit code 2 for input, 1 for anything else. */
  public static CommandLine of(Callable<Integer> program) {
    return new CommandLine(program)
        .setParameterExceptionHandler((e, args) -> refuseUsage(e))
        .setExecutionExceptionHandler((e, command, parsed) -> report(e, command.getErr()));
  }

  private static int refuseUsage(ParameterException e) {
    e.getCommandLine().getErr().println(e.getMessage() + "; see --help");
    return ExitCode.USAGE;
  }

  /** The option that gives a setting: {@code --first-seed} for {@code firstSeed}. */
  private static String option(String setting) {
    return "--" + setting.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  private static int report(Exception e, PrintWriter err) {
    if (e instanceof InvalidInputException refused) {
      err.println(refused.message(ExperimentProgram::option));
      return ExitCode.USAGE;
    }
    if (e instanceof IOException || e instanceof UncheckedIOException) {
      err.println(e.getMessage());
    } else {
      e.printStackTrace(err);
    }
    return ExitCode.SOFTWARE;
  }
}
