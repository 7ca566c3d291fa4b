package org.al4j.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Runs a command line as a well-kept program: exit code 0 when it did what was asked and its output
 * was taken, 2 for bad input, 1 for anything else; one line on stderr says what. A reader of stdout
 * that went away, as {@code head} does, is no news for anybody, but no success either.
 */
final class Terminal {
  private Terminal() {}

  /** Runs a {@link #prepared} command on the process's own stdout and stderr. */
  @SuppressWarnings("resource") // they stay open; System.out hides what they throw
  public static int execute(CommandLine command, String... args) {
    return execute(
        command,
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        args);
  }

  /**
   * Runs a command.
   *
   * @param out results; what cannot be written to it makes a failure
   * @param err everything else; what cannot be written to it is lost
   * @return the exit code
   */
  public static int execute(
      CommandLine command, OutputStream out, OutputStream err, String... args) {
    Watched watched = new Watched(out);
    PrintWriter results = writer(watched);
    PrintWriter messages = writer(err);
    int code = execute(command, results, messages, args);
    results.flush();
    IOException failure = watched.failure;
    if (failure == null) {
      return code;
    }
    if (!IoFailure.isBrokenPipe(failure)) {
      messages.println(
          command.getCommandName()
              + ": cannot print the results to stdout: "
              + IoFailure.why(failure));
    }
    return code == CommandLine.ExitCode.OK ? CommandLine.ExitCode.SOFTWARE : code;
  }

  /** Runs a command whose output nobody checks. */
  public static int execute(CommandLine command, PrintWriter out, PrintWriter err, String... args) {
    return command.setOut(out).setErr(err).execute(args);
  }

  /** Gives a command line the exit codes and the one line for each failure. */
  public static CommandLine prepared(CommandLine command) {
    return command
        .setParameterExceptionHandler(Terminal::refuseUsage)
        .setExecutionExceptionHandler((e, failed, parsed) -> report(e, failed));
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, Charset.defaultCharset()), true);
  }

  private static int refuseUsage(CommandLine.ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command
        .getErr()
        .println(
            name + ": " + oneLine(String.valueOf(e.getMessage())) + "; see '" + name + " --help'");
    return CommandLine.ExitCode.USAGE;
  }

  /** Says what a command failed of, and gives the exit code. */
  public static int report(Exception e, CommandLine command) {
    String name = command.getCommandSpec().qualifiedName() + ": ";
    PrintWriter err = command.getErr();
    if (e instanceof InvalidInputException refused) {
      err.println(name + oneLine(IoFailure.withReason(refused)));
      return CommandLine.ExitCode.USAGE;
    }
    boolean debug = isDebug(command);
    Optional<String> io = IoFailure.explain(e);
    String what = io.orElseGet(() -> "unexpected error: " + e);
    String more = io.isPresent() || debug ? "" : "; --debug prints where";
    err.println(name + oneLine(what) + more + goingOn(command));
    if (debug) {
      e.printStackTrace(err);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String goingOn(CommandLine command) {
    return command.getCommand() instanceof Resumable resumable
        ? resumable.howToContinue().map(how -> "; nothing is lost, go on with: " + how).orElse("")
        : "";
  }

  private static boolean isDebug(CommandLine command) {
    CommandLine.Model.OptionSpec debug = command.getCommandSpec().findOption("--debug");
    return debug != null && Boolean.TRUE.equals(debug.getValue());
  }

  private static String oneLine(String message) {
    return message.strip().replaceFirst("^Error: ", "").replaceAll("\\s*\\R\\s*", " ");
  }

  /** Remembers the first failure, which writers keep to themselves. */
  private static final class Watched extends OutputStream {
    private final OutputStream behind;
    private @Nullable IOException failure;

    Watched(OutputStream behind) {
      this.behind = behind;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        behind.write(bytes, from, length);
      } catch (IOException e) {
        throw remembered(e);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        behind.flush();
      } catch (IOException e) {
        throw remembered(e);
      }
    }

    private IOException remembered(IOException e) {
      if (failure == null) {
        failure = e;
      }
      return e;
    }
  }
}
