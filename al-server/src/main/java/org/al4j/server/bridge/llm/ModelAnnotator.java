package org.al4j.server.bridge.llm;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.people.ModelAgreement;
import org.al4j.core.people.ModelTrust;
import org.al4j.llm.Ballot;
import org.al4j.llm.LabelGuide;
import org.al4j.llm.LanguageModel;
import org.al4j.llm.LlmLimits;
import org.al4j.llm.LlmSettings;
import org.al4j.llm.ServiceUnavailableException;
import org.al4j.llm.SpendingLimitException;
import org.al4j.llm.Spent;
import org.al4j.server.desk.LabelDesk;
import org.al4j.server.desk.ModelDesk;
import org.al4j.server.desk.ModelReport;
import org.al4j.server.desk.Receipt;
import org.al4j.server.project.ProjectFolder;

/**
 * A language model that annotates a project in the background, as {@code llm:MODEL}. What it is
 * sure of is its judgement, recorded as anybody's; of the rest it says nothing, so that people are
 * asked. Whether its word is a label is the adjudication's business.
 *
 * @param <A> the kind of annotation
 */
public final class ModelAnnotator<A extends Annotation> implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ModelAnnotator.class.getName());
  private static final long IDLE_SECONDS = 5;
  private static final long UNAVAILABLE_SECONDS = 60;

  private record Doing(String state, String reason, boolean over) {}

  private final LanguageModel<A> model;
  private final ModelDesk<A> desk;
  private final NextTexts<A> next;
  private final ShownExamples<A> shown;
  private final AloneLabels<A> alone;
  private final ModelTrust trust;
  private final boolean voice;
  private final Set<String> left = ConcurrentHashMap.newKeySet();
  private final Semaphore news = new Semaphore(0);
  private final Thread thread = new Thread(this::work, "al4j-llm");
  private volatile Doing doing = new Doing("waiting", "", false);
  private volatile boolean closed;

  private ModelAnnotator(ModelDesk<A> desk, LanguageModel<A> model, Path dir) {
    this.desk = desk;
    this.model = model;
    var sharing = desk.project().settings().sharing();
    this.trust = sharing.trust().orElse(ModelTrust.DEFAULT);
    this.voice = sharing.trust().isEmpty();
    this.next = new NextTexts<>(desk, model.annotator(), trust, voice);
    this.alone = new AloneLabels<>(desk, model.annotator(), trust);
    this.shown =
        new ShownExamples<>(desk, dir.resolve("examples.json"), model.settings().examples());
  }

  /**
   * Has a model annotate a project from now on; what it needs is kept in the project's folder
   * {@code llm}.
   *
   * @throws InvalidInputException if the project's adjudication has no place for a model, or the
   *     settings name a key that is not there
   */
  public static <A extends Annotation> ModelAnnotator<A> start(
      LabelDesk<A> labelDesk, LlmSettings settings) {
    ModelDesk<A> desk = labelDesk.models();
    ProjectFolder project = desk.project();
    var sharing = project.settings().sharing();
    if (sharing.wanted() == 1 && sharing.trust().isEmpty()) {
      throw new InvalidInputException(
          "a language model needs a project whose adjudication is people-first, or an overlap of 2"
              + " or more; this one's is '"
              + sharing.adjudication()
              + "', as it was made: write its labels with al export, and make a new project with"
              + " them");
    }
    LabelGuide guide =
        new LabelGuide(
            project.settings().labelling().labels().stream()
                .map(one -> new LabelGuide.Meaning(one.name(), one.description()))
                .toList(),
            project.guidelines());
    Path dir = project.run().resolveSibling("llm");
    LanguageModel<A> model = LanguageModel.open(settings, guide, desk.form().kind(), dir);
    ModelAnnotator<A> annotator = new ModelAnnotator<>(desk, model, dir);
    desk.reportBy(annotator::report);
    annotator.thread.setDaemon(true);
    annotator.thread.start();
    return annotator;
  }

  /** Something has happened on the desk. */
  public void wake() {
    news.release();
  }

  private void work() {
    while (!closed && !doing.over()) {
      long pause = step();
      try {
        if (pause > 0 && news.tryAcquire(pause, TimeUnit.SECONDS)) {
          news.drainPermits();
        }
      } catch (InterruptedException e) {
        return; // by close()
      }
    }
  }

  /** Asks about some texts; returns for how many seconds there is nothing to do. */
  private long step() {
    try {
      return askSome() ? 0 : IDLE_SECONDS;
    } catch (SpendingLimitException e) {
      doing = new Doing("limit", String.valueOf(e.getMessage()), true);
    } catch (ServiceUnavailableException e) {
      doing = new Doing("unavailable", String.valueOf(e.getMessage()), false);
      return UNAVAILABLE_SECONDS;
    } catch (InvalidInputException e) {
      doing = new Doing("failed", e.getMessage(), true);
    } catch (RuntimeException e) { // a full disk, for one; no message: it may have a text in it
      LOG.log(System.Logger.Level.WARNING, "a language model stops: {0}", e.getClass().getName());
      doing = new Doing("failed", e.getClass().getSimpleName(), true);
    }
    return 0;
  }

  private boolean askSome() {
    Optional<List<Labelled<A>>> examples = shown.find();
    if (examples.isEmpty()) {
      doing = new Doing("waiting", "people have not labelled enough for its examples", false);
      return false;
    }
    Set<String> passed = ConcurrentHashMap.newKeySet();
    passed.addAll(left);
    examples.get().forEach(one -> passed.add(one.instance().id()));
    if (!voice && alone.takeBack()) {
      return true;
    }
    NextTexts.Choice choice = next.choose(passed);
    if (choice.texts().isEmpty()) {
      String state = choice.disbelieved() ? "disbelieved" : "waiting";
      doing = new Doing(state, choice.reason(), false);
      return false;
    }
    doing = new Doing("asking", "", false);
    for (Instance text : choice.texts()) {
      if (closed) {
        return false;
      }
      ask(text, examples.get());
    }
    return true;
  }

  private void ask(Instance text, List<Labelled<A>> examples) {
    Ballot<A> ballot = model.ask(text, examples);
    Optional<A> sure = ballot.confident(model.settings().mostEntropy());
    boolean recorded = sure.isPresent() && judge(text, sure.get());
    if (!recorded) {
      left.add(text.id());
    }
  }

  /** What it has said stands in the log, and is not asked about again: any key will do. */
  private boolean judge(Instance text, A annotation) {
    Receipt receipt = desk.judge(model.annotator(), UUID.randomUUID().toString(), text, annotation);
    return receipt.kind() == Receipt.Kind.RECORDED || receipt.kind() == Receipt.Kind.ALREADY;
  }

  /** How it does now. */
  private Optional<ModelReport> report() {
    var judgements = desk.judgements();
    ModelAgreement agreement =
        ModelTrust.measure(judgements).getOrDefault(model.annotator(), ModelAgreement.NONE);
    long labelled =
        judgements.given().stream()
            .filter(one -> one.annotator().equals(model.annotator()))
            .count();
    Spent spent = model.spent();
    LlmLimits limits = model.settings().limits();
    return Optional.of(
        new ModelReport(
            model.annotator(),
            doing.state(),
            doing.reason(),
            new ModelReport.Counts((int) labelled, left.size(), model.unfit(), model.dropped()),
            new ModelReport.Standing(agreement, trust, voice),
            new ModelReport.Cost(
                spent.promptTokens(),
                spent.answerTokens(),
                spent.money().stripTrailingZeros().toPlainString(),
                limits.tokens(),
                limits.money().map(most -> most.toPlainString()))));
  }

  /** Ends it; a request under way is broken off, and what it may have cost counts. */
  @Override
  public void close() {
    closed = true;
    desk.reportBy(Optional::empty);
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    model.close();
  }
}
