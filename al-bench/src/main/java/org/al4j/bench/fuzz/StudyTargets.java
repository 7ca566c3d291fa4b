package org.al4j.bench.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.al4j.cli.SimulateCommand;
import org.al4j.core.InvalidInputException;
import org.al4j.study.folder.StudyFolder;
import picocli.CommandLine;

/** The reader of a study that is taken up again, up to where its runs would begin. */
final class StudyTargets {
  private static final String FILE = "study.json";

  /** Stands for the folder, whose name differs from run to run. */
  private static final String HERE = "al4j-here";

  private StudyTargets() {}

  static List<FuzzTarget> all() {
    return List.of(new FuzzTarget(FILE, 30, StudyTargets::inputs));
  }

  private static List<FuzzInput> inputs(Path folder) throws IOException {
    return List.of(
        input(folder.resolve("plain"), "tfidf", false),
        input(folder.resolve("committee"), "committee(of=tfidf,members=2)", true));
  }

  private static FuzzInput input(Path dir, String model, boolean ahead) throws IOException {
    Files.createDirectories(dir);
    Files.writeString(
        dir.resolve(FILE),
        String.format(
            Locale.ROOT,
            """
            {
              "data" : {
                "path" : "%s/data.jsonl", "test" : null, "pool" : 3, "testShare" : 0.25,
                "textColumn" : "text", "labelColumn" : "label", "idColumn" : "id"
              },
              "model" : "%s",
              "plan" : {
                "strategies" : [ "random", "margin", "ups+entropy" ],
                "firstSeed" : 1, "seeds" : 2, "initial" : 1, "batch" : 1, "rounds" : 2
              },
              "loop" : { "start" : "scratch", "rateDecay" : 1.0, "trainWhileLabelling" : %s }
            }
            """,
            HERE,
            model,
            ahead));
    Files.writeString(dir.resolve("data.jsonl"), DataTargets.JSON_LINES);
    return new FuzzInput(dir, List.of(FILE), (copy, number) -> read(copy));
  }

  private static void read(Path copy) throws Exception {
    String text = Files.readString(copy.resolve(FILE), StandardCharsets.ISO_8859_1);
    Files.writeString(
        copy.resolve(FILE), text.replace(HERE, copy.toString()), StandardCharsets.ISO_8859_1);
    try {
      SimulateCommand.runner(StudyFolder.settings(copy)).close();
    } catch (InvalidInputException e) {
      if (!String.valueOf(e.getMessage()).contains(copy.toString())) {
        command(copy);
      }
      throw e;
    }
  }

  /** Throws what the command says, which refuses before it runs anything. */
  private static void command(Path copy) throws Exception {
    Exception[] thrown = {null};
    new CommandLine(new SimulateCommand())
        .setErr(new PrintWriter(Writer.nullWriter()))
        .setOut(new PrintWriter(Writer.nullWriter()))
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              thrown[0] = e;
              return CommandLine.ExitCode.USAGE;
            })
        .execute("--resume", copy.toString());
    if (thrown[0] != null) {
      throw thrown[0];
    }
  }
}
