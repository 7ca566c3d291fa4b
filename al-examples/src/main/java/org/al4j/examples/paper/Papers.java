package org.al4j.examples.paper;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code al paper NAME}: the experiments of the papers, each with its claims, the rules by which
 * they are judged, and the verdicts.
 */
@Command(
    name = "paper",
    description = {
      "Run an experiment of a paper again and judge its claims by rules that are printed first.",
      "--scale quick, the default, takes at most ten minutes on two cores and needs no data."
    },
    subcommands = {
      MismatchExperiment.class,
      PlasmClaims.class,
      SubsamplingExperiment.class,
      TotalTimeExperiment.class,
      ReuseExperiment.class,
      WarmStartExperiment.class,
      TransferExperiment.class,
      LectureExperiment.class
    })
public final class Papers implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "name an experiment: " + String.join(", ", List.copyOf(spec.subcommands().keySet())));
  }
}
