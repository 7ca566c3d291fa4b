package org.al4j.examples.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.al4j.core.data.Annotation;
import org.al4j.core.read.LabelFormat;
import org.al4j.study.Task;
import org.al4j.study.TaskLoader;
import org.al4j.study.TaskSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every experiment is told: the data, how many seeds, and where its runs are kept. */
final class RunOptions {
  @Option(
      names = "--data",
      paramLabel = "PATH",
      required = true,
      description =
          "Labelled texts of one class each, such as AG News in the paper, or where the"
              + " experiment's --labels says so words with tags, such as CoNLL-2003.")
  private Path data = Path.of("");

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Seeds, from 1 on (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the runs; one with runs in it is continued.")
  private Path out = Path.of("");

  /** With so many seeds where nothing is said. */
  RunOptions(int seeds) {
    this.seeds = seeds;
  }

  int seeds() {
    return seeds;
  }

  List<Integer> allSeeds() {
    return IntStream.rangeClosed(1, seeds).boxed().toList();
  }

  Path out() {
    return out;
  }

  /**
   * The data.
   *
   * @param pool how many of the train texts, null for all
   */
  <A extends Annotation> Task<A> task(@Nullable Integer pool, LabelFormat<A> labels) {
    TaskSource source =
        new TaskSource(data.toString(), null, pool, 0.2, "text", "label", null, null);
    return TaskLoader.load(source, labels);
  }
}
