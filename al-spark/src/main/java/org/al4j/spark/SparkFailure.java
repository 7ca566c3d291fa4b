package org.al4j.spark;

import java.util.List;
import org.al4j.core.InvalidInputException;
import org.apache.spark.broadcast.Broadcast;

/** What Spark failed at, in a line; what it was is the cause. */
final class SparkFailure {
  /** What it says where an executor's process ended, or what it had written is gone with it. */
  private static final List<String> LOST =
      List.of("ExecutorLostFailure", "FetchFailed", "exit code 137");

  private SparkFailure() {}

  /** What was wrong with the input is told as that, also where an executor found it. */
  static RuntimeException of(Exception failure) {
    StringBuilder all = new StringBuilder();
    Throwable root = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidInputException bad) {
        return bad;
      }
      all.append(cause).append(' ');
      root = cause;
    }
    String because = root == failure ? "" : " (" + line(root.toString()) + ")";
    String said = line(String.valueOf(failure.getMessage()));
    return new IllegalStateException(
        "Spark failed: " + said + because + advice(all.toString()), failure);
  }

  private static String line(String text) {
    return text.lines().findFirst().orElse("").strip();
  }

  private static String advice(String said) {
    if (said.contains("OutOfMemoryError")) {
      return "; an executor ran out of memory: its heap (spark.executor.memory) holds the model's"
          + " files and a window of texts (SparkScoring), ND4J's own memory is at most what"
          + " -Dorg.bytedeco.javacpp.maxbytes says";
    }
    return LOST.stream().anyMatch(said::contains)
        ? "; an executor was lost, as when it takes more memory than its container has: the model"
            + " and its activations lie outside the heap (spark.executor.memoryOverhead), a"
            + " smaller window (SparkScoring) needs less"
        : "";
  }

  /** A broadcast that goes with its context, where that is stopped already. */
  static void destroy(Broadcast<?> broadcast) {
    try {
      broadcast.destroy();
    } catch (RuntimeException e) {
      System.getLogger(SparkFailure.class.getName())
          .log(System.Logger.Level.DEBUG, "a broadcast is gone: {0}", e);
    }
  }
}
