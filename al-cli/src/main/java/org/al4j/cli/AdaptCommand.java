package org.al4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.al4j.cli.progress.Interruption;
import org.al4j.cli.progress.UpdateLines;
import org.al4j.models.adapt.Adaptation;
import org.al4j.models.adapt.AdaptationEpoch;
import org.al4j.models.adapt.AdaptationResult;
import org.al4j.models.adapt.AdaptationSettings;
import org.al4j.models.checkpoint.Checkpoints;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code al adapt}: a checkpoint that has read the texts of the pool. */
@Command(
    name = "adapt",
    description =
        "Go on with a checkpoint's pre-training on texts without labels: masked words, or GPT-2's"
            + " next ones.",
    sortOptions = false)
final class AdaptCommand implements Callable<Integer>, Resumable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--checkpoint",
      required = true,
      paramLabel = "DIR|NAME",
      description = "Folder in Hugging Face layout, or a checkpoint's name.")
  private String checkpoint = "";

  @Mixin private UnlabelledRun run = new UnlabelledRun();

  @ArgGroup(exclusive = false)
  private AdaptOptions options = new AdaptOptions();

  private boolean started;

  @Override
  @SuppressWarnings("try") // open is there to be closed
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    AdaptationSettings settings = options.settings();
    Path folder = Checkpoints.folder(checkpoint);
    List<String> texts = run.read(err);
    started = true;
    try (Interruption open =
        Interruption.say("al adapt: interrupted; go on with: " + howToContinue().get())) {
      new Adaptation(folder, settings)
          .run(texts, run.out(), run.resume(), new UpdateLines(err))
          .ifPresent(this::report);
    }
    return 0;
  }

  private void report(AdaptationResult result) {
    PrintWriter printed = spec.commandLine().getOut();
    AdaptationEpoch best = result.best();
    printed.printf(
        Locale.ROOT,
        "held-out perplexity %.2f before, %.2f after%s (%d texts, %d held out)%n",
        result.before().perplexity(),
        best.perplexity(),
        best.epoch() == 0
            ? ": no epoch was better, the weights are the checkpoint's"
            : " epoch " + best.epoch(),
        result.trainingTexts(),
        result.heldOutTexts());
    spec.commandLine().getErr().println("checkpoint: " + run.out().toAbsolutePath().normalize());
  }

  @Override
  public Optional<String> howToContinue() {
    return started ? Optional.of("the same command and --resume") : Optional.empty();
  }
}
