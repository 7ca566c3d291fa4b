package org.al4j.cli.annotate;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.al4j.server.desk.Export;
import org.al4j.server.project.ProjectFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code al export}: what was labelled, as a file or folder. */
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
      description =
          "Where the labels go; a file is replaced. Of brat a folder, which must be empty or not"
              + " there.")
  private Path out = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "csv, jsonl, conll, doccano, labelstudio, prodigy, brat or spacy-jsonl (default: csv; of"
              + " spans jsonl).")
  private @Nullable String format;

  @Option(
      names = "--what",
      paramLabel = "WHAT",
      defaultValue = "labels",
      description =
          "labels (one a text) or judgements (all that people said) (default: ${DEFAULT-VALUE}).")
  private String what = "labels";

  @Override
  public Integer call() {
    ProjectFolder project = ProjectFolder.open(dir);
    Export.of(what, format == null ? Export.usual(project) : format).write(project, out);
    spec.commandLine().getErr().println(what + ": " + out.toAbsolutePath().normalize());
    return 0;
  }
}
