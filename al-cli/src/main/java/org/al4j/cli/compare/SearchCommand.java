package org.al4j.cli.compare;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.al4j.cli.AlCommand;
import org.al4j.cli.ModelOption;
import org.al4j.cli.progress.PreparationLines;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.text.TextPreparer;
import org.al4j.study.Task;
import org.al4j.study.search.HyperparameterSearch;
import org.al4j.study.search.SearchResult;
import org.al4j.study.search.SearchSpace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code al search}: a learner's parameters by cross-validation of the first labels. */
@Command(
    name = "search",
    description =
        "Choose a learner's parameters by cross-validation of the texts that al simulate would label"
            + " first.",
    sortOptions = false)
public final class SearchCommand implements AlCommand {
  @Spec private CommandSpec spec;
  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--model",
      required = true,
      paramLabel = "NAME(..)",
      description =
          "A learner with values to try between bars, such as tfidf(c=1|10|100,ngrams=1|2); with"
              + " --random also ranges, such as c=0.1..100.")
  private String model = "";

  @Option(
      names = "--initial",
      required = true,
      paramLabel = "N",
      description = "How many texts are labelled first, at random.")
  private int initial;

  @Option(
      names = "--folds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Folds, and models to train of each learner (default: ${DEFAULT-VALUE}).")
  private int folds = 5;

  @Option(
      names = "--random",
      paramLabel = "N",
      description = "Try so many drawn at random, not the whole grid.")
  private @Nullable Integer random;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the texts, the folds, the models and the draw (default: ${DEFAULT-VALUE}).")
  private int seed = 1;

  @Override
  public Integer call() {
    search(data.task());
    return 0;
  }

  private <A extends Annotation> void search(Task<A> task) {
    SearchSpace space = SearchSpace.parse(model);
    List<String> learners = random == null ? space.grid() : space.drawn(random, seed);
    HyperparameterSearch search = new HyperparameterSearch(learners, folds, seed);
    PrintWriter err = spec.commandLine().getErr();
    task.notes().forEach(err::println);
    SearchResult found =
        search.run(
            task, first(task, learners.get(0)), text -> made(text, task), one -> tell(one, task));
    PrintWriter out = spec.commandLine().getOut();
    out.println(found.text());
    out.printf(
        Locale.ROOT,
        "al simulate begins with the same texts by --initial %d --first-seed %d, --model \"%s\"%n",
        initial,
        seed,
        found.best());
    out.flush();
  }

  private <A extends Annotation> List<Labelled<A>> first(Task<A> task, String any) {
    try (Learner<A, ? extends ActiveModel<A>> learner = ModelOption.of(any, task.kind());
        PreparationLines lines = PreparationLines.on(spec.commandLine().getErr())) {
      List<Labelled<A>> first = HyperparameterSearch.first(task, learner, initial, seed);
      List<String> texts = first.stream().map(item -> item.instance().text()).toList();
      TextPreparer.of(learner).ifPresent(one -> one.prepare(texts, lines));
      return first;
    }
  }

  private static <A extends Annotation> Learner<A, ? extends ActiveModel<A>> made(
      String learner, Task<A> task) {
    return ModelOption.of(learner, task.kind());
  }

  private void tell(SearchResult.Tried one, Task<?> task) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        Locale.ROOT,
        "%s: %s %.4f, %.1f s%n",
        one.learner(),
        task.score().name(),
        one.mean(),
        one.seconds());
    err.flush();
  }
}
