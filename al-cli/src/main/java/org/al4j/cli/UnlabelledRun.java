package org.al4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.al4j.cli.score.TextFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of a training on texts without labels: which, and where its checkpoint goes. */
final class UnlabelledRun {
  @Option(
      names = "--texts",
      required = true,
      paramLabel = "FILE",
      description = "Texts: .txt (a line each), or CSV, TSV, JSONL, JSON with columns.")
  private Path texts = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder of the checkpoint it makes; new or empty. The run's state lies in DIR.training.")
  private Path out = Path.of("");

  @Option(
      names = "--resume",
      description = "Go on with a run to --out that was not done; the other options as before.")
  private boolean resume;

  @ArgGroup(exclusive = false)
  private ReadingOptions reading = new ReadingOptions();

  Path out() {
    return out;
  }

  boolean resume() {
    return resume;
  }

  /** The texts; what was found out about the file is told. */
  List<String> read(PrintWriter err) {
    List<String> notes = new ArrayList<>();
    List<String> read = new ArrayList<>();
    try (TextFile file = new TextFile(texts, reading.unlabelled(), notes::add)) {
      file.forEachRemaining(text -> read.add(text.text()));
    }
    notes.forEach(note -> err.println("note: " + note));
    return read;
  }
}
