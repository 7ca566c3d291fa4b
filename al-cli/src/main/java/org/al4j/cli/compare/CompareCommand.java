package org.al4j.cli.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.al4j.cli.AlCommand;
import org.al4j.cli.ModelOption;
import org.al4j.cli.progress.Progress;
import org.al4j.core.data.Annotation;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.strategies.Strategies;
import org.al4j.study.StudyProgress;
import org.al4j.study.Task;
import org.al4j.study.compare.Comparison;
import org.al4j.study.compare.ComparisonPlan;
import org.al4j.study.compare.ComparisonResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code al compare}: checkpoints and batch sizes, up to the same number of labels. */
@Command(
    name = "compare",
    description =
        "Compare models, sizes of batches, or both, up to the same number of labels; run again on the"
            + " same folder, it goes on.",
    sortOptions = false)
public final class CompareCommand implements AlCommand {
  @Spec private CommandSpec spec;
  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--models",
      required = true,
      paramLabel = "NAME,...",
      description =
          "Checkpoint folders or names, or learners with their parameters, as of al simulate; the"
              + " first is what the others are compared with.")
  private String models = "";

  @Option(
      names = "--batches",
      required = true,
      split = ",",
      paramLabel = "N,...",
      description = "Texts a round; each must lead from --initial to --total.")
  private List<Integer> batches = List.of();

  @Option(
      names = "--strategy",
      paramLabel = "NAME,...",
      defaultValue = "random,margin",
      description = "Strategies (default: ${DEFAULT-VALUE}).")
  private String strategies = "random,margin";

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Seeds, from 1 on (default: ${DEFAULT-VALUE}).")
  private int seeds = 5;

  @Option(
      names = "--initial",
      required = true,
      paramLabel = "N",
      description = "Texts labelled at random first.")
  private int initial;

  @Option(
      names = "--total",
      required = true,
      paramLabel = "N",
      description = "Texts labelled at the end, the first included.")
  private int total;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the studies; one with studies in it is continued.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    ComparisonPlan plan =
        new ComparisonPlan(
            Strategies.split(models), batches, Strategies.split(strategies), seeds, initial, total);
    PrintWriter to = spec.commandLine().getOut();
    to.println(compare(data.task(), plan).text());
    to.println("comparison: " + out.resolve("comparison.md").toAbsolutePath().normalize());
    to.flush();
    return 0;
  }

  private <A extends Annotation> ComparisonResult compare(Task<A> task, ComparisonPlan plan)
      throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    task.notes().forEach(err::println);
    return new Comparison<>(task, plan)
        .run(
            out,
            new Comparison.Maker<>() {
              @Override
              public Learner<A, ? extends ActiveModel<A>> learner(String model) {
                return ModelOption.of(model, task.kind());
              }

              @Override
              public StudyProgress progress(String study) {
                err.println(study);
                return Progress.on(err, task.score().name(), 0);
              }
            });
  }
}
