package org.al4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.models.calibration.TemperatureScaled;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ScoreSavedModelsTest {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(12, 3, 5);

  @TempDir Path dir;

  private List<String> scores(String model) throws IOException {
    Path out = dir.resolve(model + ".jsonl");
    int exit =
        new CommandLine(new ScoreCommand())
            .setErr(new PrintWriter(new StringWriter()))
            .execute(
                "--checkpoint",
                dir.resolve(model).toString(),
                "--texts",
                dir.resolve("texts.txt").toString(),
                "--out",
                out.toString());
    assertEquals(0, exit);
    return Files.readAllLines(out);
  }

  @Test
  void call_savedTemperature_scoresOtherwiseThanWithout() throws IOException {
    Files.write(
        dir.resolve("texts.txt"), DATA.items().stream().map(x -> x.instance().text()).toList());
    ActiveModel<ClassLabel> model =
        TfidfLearner.create().fit(DATA.items(), FitContext.of(DATA.labels(), 1));
    model.save(dir.resolve("bare"));
    try (ActiveModel<ClassLabel> scaled = TemperatureScaled.of(model, 5)) {
      scaled.save(dir.resolve("scaled"));
    }
    List<String> bare = scores("bare");
    List<String> scaled = scores("scaled");
    assertEquals(12, scaled.size());
    assertNotEquals(bare, scaled);
  }
}
