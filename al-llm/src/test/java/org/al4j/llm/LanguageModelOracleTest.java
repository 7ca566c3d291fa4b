package org.al4j.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
import org.al4j.core.query.Selected;
import org.al4j.testkit.OracleContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageModelOracleTest extends OracleContract<ClassLabel> {
  @TempDir private Path dir;
  private final FakeService service = new FakeService();
  private LanguageModel<ClassLabel> model;

  /** What it says follows from the text. */
  @BeforeEach
  void open() {
    service.otherwise(
        body -> {
          String text = body.path("messages").path(1).path("content").asText();
          String[] said =
              text.contains("apple")
                  ? new String[] {"fruit", "fruit"}
                  : text.contains("tomato")
                      ? new String[] {"fruit", "vegetable"}
                      : new String[] {"no idea", "no idea"};
          return FakeService.Scripted.of(200, FakeService.completion(50, 5, said));
        });
    model = model(1_000_000);
  }

  private LanguageModel<ClassLabel> model(long tokens) {
    LlmEndpoint endpoint =
        new LlmEndpoint(service.url(), "m", ApiKey.none(), Duration.ofSeconds(10));
    return LanguageModel.open(
        LlmSettings.of(endpoint)
            .with(LlmSampling.DEFAULT.withAnswers(2))
            .with(LlmLimits.ofTokens(tokens)),
        LabelGuide.of(LabelSpace.of("fruit", "vegetable")),
        ClassLabel.class,
        dir.resolve("tokens" + tokens));
  }

  @AfterEach
  void close() {
    model.close();
    service.close();
  }

  @Override
  protected Oracle<ClassLabel> oracle() {
    return new LanguageModelOracle<>(model, List.of());
  }

  @Override
  protected List<Instance> known() {
    return List.of(Instance.ofText("a", "an apple"), Instance.ofText("b", "another apple"));
  }

  private static List<Answer<ClassLabel>> ask(Oracle<ClassLabel> oracle, String... texts) {
    List<Selected> items = new ArrayList<>();
    for (String text : texts) {
      items.add(new Selected(Instance.ofText(text, text), Double.NaN));
    }
    return new ArrayList<>(oracle.ask(new Query(0, items)));
  }

  @Test
  void ask_textsThatItIsNotSureOf_areLeftToPeople() {
    List<Answer<ClassLabel>> answers = ask(oracle(), "apple pie", "tomato", "saw");
    assertEquals(new Answer.Given<>("apple pie", new ClassLabel("fruit"), "llm:m"), answers.get(0));
    assertInstanceOf(Answer.Failed.class, answers.get(1));
    assertInstanceOf(Answer.Failed.class, answers.get(2));
    assertEquals(2, model.unfit());
  }

  @Test
  void ask_examples_areShownButNotTheTextItself() {
    Labelled<ClassLabel> shown =
        new Labelled<>(Instance.ofText("x", "apple pie"), new ClassLabel("fruit"));
    ask(new LanguageModelOracle<>(model, List.of(shown)), " apple pie", "saw");
    assertEquals(2, service.bodies.get(0).path("messages").size());
    assertEquals(4, service.bodies.get(1).path("messages").size());
  }

  @Test
  void ask_limitWithinAQuery_keepsWhatIsAnsweredAndFailsTheRest() {
    try (LanguageModel<ClassLabel> poor = model(1_200)) {
      List<Answer<ClassLabel>> answers =
          ask(
              new LanguageModelOracle<>(poor, List.of()),
              "apple 1",
              "apple 2",
              "apple 3",
              "apple 4",
              "apple 5",
              "apple 6",
              "apple 7",
              "apple 8",
              "apple 9",
              "apple 10",
              "apple 11",
              "apple 12");
      long given = answers.stream().filter(one -> one instanceof Answer.Given).count();
      assertEquals(12, answers.size());
      assertEquals(given * 55, poor.spent().tokens());
      assertEquals(given, service.bodies.size());
      assertEquals(true, given > 0 && given < 12, answers::toString);
    }
  }

  @Test
  void ask_serviceThatIsNotThere_throwsAtTheFirstText() {
    ask(oracle(), "apple");
    assertEquals(1, ask(oracle(), "apple").size());
    service.otherwise(body -> FakeService.Scripted.of(403, "{}"));
    assertThrows(
        org.al4j.core.InvalidInputException.class, () -> ask(oracle(), "apple", "another"));
  }
}
