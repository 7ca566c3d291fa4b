package org.al4j.cli.progress;

import java.io.Console;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Bars in a terminal. */
final class Bars {
  private static final int WIDTH = 79;

  private Bars() {}

  /** A bar on the process's stderr. */
  static ProgressBar of(String what, long most) {
    return new ProgressBarBuilder()
        .setTaskName(what)
        .setInitialMax(most)
        .setStyle(ProgressBarStyle.ASCII)
        .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
        .build();
  }

  /** Whether standard output and input are a terminal that can draw one. */
  static boolean isTerminal() {
    return isTerminal(System.console());
  }

  /**
   * From Java 22 on there is a console without a terminal too; its method {@code isTerminal} tells.
   */
  private static boolean isTerminal(@Nullable Console console) {
    if (console == null || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
