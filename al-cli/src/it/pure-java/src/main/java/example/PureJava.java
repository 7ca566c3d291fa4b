package example;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.al4j.core.backend.Backend;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.metrics.ClassificationEvaluator;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.stopping.Stopping;

/** Active learning with TF-IDF on made-up texts, without a native library. */
public final class PureJava {
  private static final List<String> TOPICS =
      List.of("goal match team", "vote law party", "cell gene lab");

  /** {@code args}: the run's folder. */
  public static void main(String[] args) {
    System.out.println("backend: " + Backend.isPresent());
    List<Labelled<ClassLabel>> pool = texts("p", 300);
    List<Labelled<ClassLabel>> test = texts("t", 100);
    var instances = pool.stream().map(Labelled::instance).toList();
    try (var loop =
        ActiveLearning.builder(Pool.<ClassLabel>unlabelled(instances), LabelSpace.of("0", "1", "2"))
            .learner(TfidfLearner.create())
            .initial(Strategies.random(), Budget.items(20))
            .strategy(Strategies.margin())
            .budget(Budget.items(20))
            .stopping(Stopping.maximumRounds(2))
            .evaluator(ClassificationEvaluator.of(test))
            .runDirectory(Path.of(args[0]))
            .build()) {
      loop.run(Oracle.gold(pool));
      var last = loop.history().get(loop.history().size() - 1);
      System.out.println(last.labelled() + " labels: accuracy " + last.scores().get("accuracy"));
    }
  }

  private static List<Labelled<ClassLabel>> texts(String prefix, int count) {
    Random random = new Random(prefix.hashCode());
    List<Labelled<ClassLabel>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int topic = random.nextInt(TOPICS.size());
      StringBuilder text = new StringBuilder("text");
      for (int w = 0; w < 6; w++) {
        String[] words = TOPICS.get(random.nextInt(4) == 0 ? random.nextInt(3) : topic).split(" ");
        text.append(' ').append(words[random.nextInt(words.length)]);
      }
      all.add(
          new Labelled<>(Instance.ofText(prefix + i, text.toString()), new ClassLabel("" + topic)));
    }
    return all;
  }
}
