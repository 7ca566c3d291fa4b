package org.al4j.bench.kills;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.oracle.Query;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of the library's own parts, recorded in format 1 by commit 9144e9d, go on. */
class OldScenarioTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void build_onARunOfFormat1_goesOnAsAnUndisturbedRun(int kind, @TempDir Path dir)
      throws Exception {
    LabellingScenario scenario = new LabellingScenario(kind);
    Path old = copy("format-1/scenario-" + kind, dir.resolve("old"));
    try (ActiveLearning<ClassLabel> resumed = RecordScenarios.open(scenario, old);
        ActiveLearning<ClassLabel> anew = RecordScenarios.open(scenario, dir.resolve("new"))) {
      List<List<String>> expected = toTheEnd(scenario, anew);
      toTheEnd(scenario, resumed);
      assertEquals(expected, resumed.queries().stream().map(Query::ids).toList());
      assertEquals(scores(anew), scores(resumed));
      assertEquals(anew.stopReason(), resumed.stopReason());
    }
  }

  private static List<List<String>> toTheEnd(
      LabellingScenario scenario, ActiveLearning<ClassLabel> loop) {
    List<List<String>> queries = new ArrayList<>();
    for (Optional<Query> query = loop.next(); query.isPresent(); query = loop.next()) {
      queries.add(query.get().ids());
      loop.accept(RecordScenarios.answers(scenario, query.get()));
    }
    return queries;
  }

  private static List<String> scores(ActiveLearning<ClassLabel> loop) {
    return loop.history().stream()
        .map(round -> round.labelled() + " " + round.scores() + " " + round.fitLoss())
        .map(line -> line.replaceAll(", stop_f_bound=[^,}]+", "")) // came in later
        .toList();
  }

  private static Path copy(String name, Path to) throws IOException, URISyntaxException {
    Path from = Path.of(OldScenarioTest.class.getResource("/runs/" + name).toURI());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return to;
  }
}
