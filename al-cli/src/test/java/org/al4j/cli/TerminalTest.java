package org.al4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.al4j.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

class TerminalTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** Prints a line, then fails or not. */
  @Command(name = "al simulate")
  static final class Program implements Callable<Integer>, Resumable {
    @Spec private CommandSpec spec;
    private final Optional<Exception> failure;

    Program(Optional<Exception> failure) {
      this.failure = failure;
    }

    @Override
    public Integer call() throws Exception {
      if (failure.isPresent()) {
        throw failure.get();
      }
      spec.commandLine().getOut().print("a table");
      return 0;
    }

    @Override
    public Optional<String> howToContinue() {
      return failure.isPresent() ? Optional.of("al simulate --resume s") : Optional.empty();
    }
  }

  private int run(OutputStream stdout, Exception... failure) {
    return Terminal.execute(
        Terminal.prepared(new CommandLine(new Program(Optional.ofNullable(first(failure))))),
        stdout,
        err);
  }

  private static Exception first(Exception... failure) {
    return failure.length == 0 ? null : failure[0];
  }

  private String said() {
    return err.toString(Charset.defaultCharset()).strip();
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }

  @Test
  void execute_outputTaken_isZeroAndPrintsWhatWasNotFlushed() {
    assertEquals(0, run(out));
    assertEquals("a table", out.toString(Charset.defaultCharset()));
    assertEquals("", said());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "No space left on device | al simulate: cannot print the results to stdout: No space left"
            + " on device",
        "Bad file descriptor     | al simulate: cannot print the results to stdout: Bad file"
            + " descriptor",
        "Broken pipe             | ''",
        "The pipe is being closed | ''",
      })
  void execute_outputNotTaken_isOneAndSaidUnlessTheReaderLeft(String why, String message) {
    assertEquals(1, run(failing(why)));
    assertEquals(message, said());
  }

  @Test
  void execute_badInput_staysTwoWhateverHappensToTheOutput() {
    assertEquals(2, run(failing("Broken pipe"), new InvalidInputException("no data")));
    assertEquals("al simulate: no data", said());
  }

  @Test
  void execute_inputThatMayNotBeRead_namesTheReason() {
    AccessDeniedException denied = new AccessDeniedException("d.csv");
    assertEquals(2, run(out, new InvalidInputException("cannot read d.csv: d.csv", denied)));
    assertEquals("al simulate: cannot read d.csv: d.csv (permission denied)", said());
  }

  @Test
  void execute_fullDisk_saysWhatWhyAndHowToGoOn() {
    IOException full = new IOException("No space left on device");
    UncheckedIOException log =
        new UncheckedIOException("cannot write the run's log r: " + full.getMessage(), full);
    assertEquals(1, run(out, log));
    assertEquals(
        "al simulate: cannot write the run's log r: No space left on device; free some space and"
            + " run it again; nothing is lost, go on with: al simulate --resume s",
        said());
  }

  @Test
  void execute_unknownException_isUnexpected() {
    assertEquals(1, run(out, new IllegalStateException("oops\n  twice")));
    assertTrue(
        said()
            .startsWith(
                "al simulate: unexpected error: java.lang.IllegalStateException: oops twice;"
                    + " --debug prints where"),
        said());
  }

  @Test
  void explain_everyKindOfFileTrouble_namesFileReasonAndHint() {
    assertExplained(
        "cannot read or write f: permission denied; use a folder that you may write to and run it"
            + " again",
        new AccessDeniedException("f"));
    assertExplained(
        "cannot read or write f: Read-only file system; use a folder that you may write to and run"
            + " it again",
        new FileSystemException("f", null, "Read-only file system"));
    assertExplained("cannot read or write f: no such file or folder", new NoSuchFileException("f"));
    assertExplained("cannot read or write f: FileSystemException", new FileSystemException("f"));
    assertExplained(
        "Disk quota exceeded; free some space and run it again",
        new IOException("Disk quota exceeded"));
    assertExplained("oops", new UncheckedIOException(new IOException("oops")));
    assertExplained(
        "cannot open the run's log r/run.lock: permission denied; use a folder that you may write"
            + " to and run it again",
        new UncheckedIOException(
            "cannot open the run's log r/run.lock", new AccessDeniedException("r/run.lock")));
    assertExplained(
        "cannot write f: Disk quota exceeded; free some space and run it again",
        new IOException("cannot write f", new IOException("Disk quota exceeded")));
    assertEquals(Optional.empty(), IoFailure.explain(new IllegalStateException("x")));
  }

  private static void assertExplained(String expected, Exception e) {
    assertEquals(Optional.of(expected), IoFailure.explain(e));
  }
}
