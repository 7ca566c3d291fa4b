package org.al4j.cli.annotate;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.al4j.server.desk.Export;
import org.al4j.server.project.ProjectFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code al export}: what was labelled, as a file. */
@Command(
    name = "export",
    description = "Write the labels of an annotation project, also while it is being labelled.",
    sortOptions = false)
public final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The project's folder.")
  private Path dir = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the labels go; replaced.")
  private Path out = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "csv",
      description = "csv or jsonl (default: ${DEFAULT-VALUE}).")
  private String format = "csv";

  @Option(
      names = "--what",
      paramLabel = "WHAT",
      defaultValue = "labels",
      description =
          "labels (one a text) or judgements (all that people said) (default: ${DEFAULT-VALUE}).")
  private String what = "labels";

  @Override
  public Integer call() {
    Export export = Export.of(what, format);
    export.write(ProjectFolder.open(dir), out);
    spec.commandLine().getErr().println(what + ": " + out.toAbsolutePath().normalize());
    return 0;
  }
}
