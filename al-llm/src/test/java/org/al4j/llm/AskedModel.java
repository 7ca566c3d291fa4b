package org.al4j.llm;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;

/** Asks about texts in a process of its own, which is killed. */
final class AskedModel {
  private AskedModel() {}

  /** The folder, the service's address, how many texts; says each that is done. */
  public static void main(String[] args) {
    LlmEndpoint endpoint =
        new LlmEndpoint(URI.create(args[1]), "m", ApiKey.none(), Duration.ofSeconds(30));
    try (LanguageModel<ClassLabel> model =
        LanguageModel.open(
            LlmSettings.of(endpoint).with(LlmSampling.DEFAULT.withAnswers(1)),
            LabelGuide.of(LabelSpace.of("a", "b")),
            ClassLabel.class,
            Path.of(args[0]))) {
      for (int i = 0; i < Integer.parseInt(args[2]); i++) {
        model.ask(Instance.ofText("t" + i, "text number " + i), List.of());
      }
      System.out.println(model.spent().tokens());
    }
  }
}
