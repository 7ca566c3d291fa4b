package org.al4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.al4j.cli.progress.Interruption;
import org.al4j.cli.progress.TeachingLines;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.models.distil.Distillation;
import org.al4j.models.distil.DistillationEpoch;
import org.al4j.models.distil.DistillationResult;
import org.al4j.models.distil.DistillationSettings;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code al distil}: a smaller model that has learnt from a larger one. */
@Command(
    name = "distil",
    description =
        "Make a smaller model: some of a teacher's layers, taught on texts without labels to say"
            + " what the teacher says.",
    sortOptions = false)
final class DistilCommand implements Callable<Integer>, Resumable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--teacher",
      required = true,
      paramLabel = "DIR|NAME",
      description = "Folder in Hugging Face layout, or a checkpoint's name.")
  private String teacher = "";

  @Mixin private UnlabelledRun run = new UnlabelledRun();

  @ArgGroup(exclusive = false)
  private DistilOptions options = new DistilOptions();

  private boolean started;

  @Override
  @SuppressWarnings("try") // open is there to be closed
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    DistillationSettings settings = options.settings();
    Path folder = Checkpoints.folder(teacher);
    List<String> texts = run.read(err);
    started = true;
    try (Interruption open =
        Interruption.say("al distil: interrupted; go on with: " + howToContinue().get())) {
      new Distillation(folder, settings)
          .run(texts, run.out(), run.resume(), new TeachingLines(err))
          .ifPresent(this::report);
    }
    return 0;
  }

  private void report(DistillationResult result) {
    DistillationEpoch best = result.best();
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "layers %s; held-out loss %.4f before, %.4f after%s (%d texts, %d held out)%n",
            result.layers().stream().map(String::valueOf).collect(Collectors.joining(",")),
            result.before().heldOutLoss(),
            best.heldOutLoss(),
            best.epoch() == 0
                ? ": no epoch was better, the weights are the teacher's"
                : " epoch " + best.epoch(),
            result.trainingTexts(),
            result.heldOutTexts());
    spec.commandLine().getErr().println("student: " + run.out().toAbsolutePath().normalize());
  }

  @Override
  public Optional<String> howToContinue() {
    return started ? Optional.of("the same command and --resume") : Optional.empty();
  }
}
