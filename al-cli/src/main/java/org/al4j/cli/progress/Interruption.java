package org.al4j.cli.progress;

/**
 * Says what to do next when the JVM is told to end (Ctrl-C, a signal to terminate) while this is
 * open.
 */
public final class Interruption implements AutoCloseable {
  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  /** Prints {@code line} on the process's stderr when it is interrupted. */
  public static Interruption say(String line) {
    Thread hook = new Thread(() -> System.err.println(line), "al4j-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is ending: it was said
    }
  }
}
