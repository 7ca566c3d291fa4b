package org.al4j.cli.compare;

import java.nio.file.Path;
import org.al4j.cli.LabelOptions;
import org.al4j.cli.ReadingOptions;
import org.al4j.study.Task;
import org.al4j.study.TaskLoader;
import org.al4j.study.TaskSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The labelled data, as {@code al simulate} takes it. */
final class DataOptions {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "PATH",
      description = "Labelled texts: CSV, TSV, JSONL, JSON, or the folder of a known data set.")
  private Path data = Path.of("");

  @Option(
      names = "--test",
      paramLabel = "PATH",
      description = "Test part; else one is found or split off.")
  private @Nullable Path test;

  @Option(
      names = "--test-share",
      paramLabel = "X",
      defaultValue = "0.2",
      description = "Share split off where there is no test part (default: ${DEFAULT-VALUE}).")
  private double testShare = 0.2;

  @Option(
      names = "--pool",
      paramLabel = "N",
      description = "Take N of the train texts at random (default: all).")
  private @Nullable Integer pool;

  @Option(
      names = "--variant",
      paramLabel = "NAME",
      description = "TREC: coarse or fine; a folder of NoReC: binary or 3class.")
  private @Nullable String variant;

  @ArgGroup(exclusive = false)
  private LabelOptions labels = new LabelOptions();

  @ArgGroup(exclusive = false)
  private ReadingOptions reading = new ReadingOptions();

  /** Reads it. */
  Task<?> task() {
    String tested = test == null ? null : test.toString();
    TaskSource plain =
        new TaskSource(data.toString(), tested, pool, testShare, "text", "label", null, null);
    return TaskLoader.load(reading.source(plain, variant, labels));
  }
}
