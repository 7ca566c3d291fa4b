package org.al4j.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.oracle.Query;
import org.al4j.core.query.Selected;
import org.al4j.metrics.ConfusionMatrix;
import org.al4j.metrics.PrecisionRecallF1;
import org.al4j.study.advice.SuspectedLabels;
import org.al4j.study.report.StudyResult;
import org.jspecify.annotations.Nullable;

/**
 * What a report tells of a run besides its log, in the run's folder {@code notes/}: {@code
 * query-N.json}, what the model said about the texts of query N when it queried them, and {@code
 * confusion.json} (one class a text) or {@code classes.json} (sets of them, types of spans), what
 * the last evaluated model makes of the test part. Each file is written before the event that
 * follows from it, and again if the run is taken up in between, so a resumed run has the notes of
 * an undisturbed one. A note that is missing, cannot be read, or belongs to other texts is as if it
 * was never made: runs of older versions have none.
 */
final class RunNotes<A extends Annotation> {
  private static final String CONFUSION = "confusion.json";
  private static final String CLASSES = "classes.json";
  private final NoteFiles files;
  private final Task<A> task;
  private final LabelSpace labels;

  /**
   * What a model said about a text, its prediction first.
   *
   * @param probabilities by class; null or none where the model or the kind of label has none, or
   *     the note is of an older version
   */
  record Said(String id, List<StudyResult.Guess> guesses, @Nullable List<Float> probabilities) {}

  /** The content of a {@code query-N.json}. */
  record QueryNote(int round, List<Said> texts) {}

  /** The content of {@code confusion.json}: counts of true by predicted classes. */
  @SuppressWarnings("ArrayRecordComponent") // a struct, never compared
  record ConfusionNote(List<String> labels, long[][] counts) {}

  /** The content of {@code classes.json}: scores by class, and their mean F1 in the log. */
  record ClassesNote(
      List<String> labels, List<PrecisionRecallF1> scores, @Nullable Double macroF1) {}

  /**
   * The notes of a run.
   *
   * @param runDir its folder, which exists when a first note is written
   */
  RunNotes(Path runDir, Task<A> task) {
    this.files = new NoteFiles(runDir.resolve("notes"));
    this.task = task;
    this.labels = task.labels();
  }

  /** Keeps what the model says about a query. */
  void query(Query query, SuccessorModel<A> model) {
    List<Said> said = new ArrayList<>();
    model.predict(
        query.items().stream().map(Selected::instance).toList(),
        prediction ->
            said.add(
                new Said(
                    prediction.instance().id(),
                    task.about().guesses(prediction, labels),
                    task.about().probabilities(prediction, labels))));
    files.write(queryFile(query.round()), new QueryNote(query.round(), said));
  }

  /** What the model said about each text of a query, in its order; each empty if unknown. */
  List<List<StudyResult.Guess>> said(Query query) {
    Optional<QueryNote> note = note(query);
    return note.isPresent()
        ? note.get().texts().stream().map(Said::guesses).toList()
        : query.items().stream().map(item -> List.<StudyResult.Guess>of()).toList();
  }

  private Optional<QueryNote> note(Query query) {
    return files
        .read(queryFile(query.round()), QueryNote.class)
        .filter(one -> one.texts() != null)
        .filter(one -> query.ids().equals(one.texts().stream().map(Said::id).toList()));
  }

  /** What is wrong with the gold labels, as the models say that queried them. */
  SuspectedLabels suspected(List<Query> queries) {
    Map<String, A> gold = task.gold();
    List<SuspectedLabels.Checked> checked = new ArrayList<>();
    for (Query query : queries) {
      List<Said> said = note(query).map(QueryNote::texts).orElse(List.of());
      for (int i = 0; i < said.size(); i++) {
        List<Float> p = said.get(i).probabilities();
        A label = gold.get(said.get(i).id());
        if (p != null && label != null && isDistribution(p)) {
          checked.add(
              new SuspectedLabels.Checked(
                  said.get(i).id(),
                  query.items().get(i).instance().text(),
                  task.about().text(label),
                  p.stream().map(Float::doubleValue).toList()));
        }
      }
    }
    return SuspectedLabels.of(checked, labels);
  }

  private boolean isDistribution(List<Float> p) {
    return p.size() == labels.size()
        && p.stream().allMatch(value -> value != null && value >= 0 && value <= 1)
        && Math.abs(p.stream().mapToDouble(Float::doubleValue).sum() - 1) < 1e-3;
  }

  /** The queries as a report has them: texts, gold annotations, what the model said. */
  List<StudyResult.Queried> queried(List<Query> queries) {
    Map<String, A> gold = task.gold();
    List<StudyResult.Queried> all = new ArrayList<>();
    for (Query query : queries) {
      List<List<StudyResult.Guess>> said = said(query);
      List<StudyResult.QueriedText> texts = new ArrayList<>();
      for (int i = 0; i < query.items().size(); i++) {
        Selected item = query.items().get(i);
        Optional<A> label = Optional.ofNullable(gold.get(item.instance().id()));
        texts.add(
            new StudyResult.QueriedText(
                item.instance().text(),
                label.map(one -> task.about().text(item.instance(), one)).orElse(""),
                label.map(task.about()::classes).orElse(List.of()),
                item.utility(),
                said.get(i)));
      }
      all.add(new StudyResult.Queried(query.round(), texts));
    }
    return all;
  }

  /** Whether it is known what the model said about a query. */
  boolean has(Query query) {
    return said(query).stream().noneMatch(List::isEmpty);
  }

  /** Keeps what a model predicted for the test part, as many predictions as test texts. */
  void tested(List<Labelled<A>> test, List<A> predicted) {
    task.about().note(this, test, predicted);
  }

  /** The labels of the run's task. */
  LabelSpace labels() {
    return labels;
  }

  /** Keeps what a model of classes makes of the test part. */
  void confusion(ConfusionMatrix matrix) {
    files.write(CONFUSION, new ConfusionNote(labels.names(), matrix.counts()));
  }

  /** Keeps what a model of label sets makes of the test part, in the order of the labels. */
  void classes(List<PrecisionRecallF1> scores) {
    classes(scores, meanF1(scores));
  }

  /** The same where the log's mean is not over all classes. */
  void classes(List<PrecisionRecallF1> scores, double macroF1) {
    files.write(CLASSES, new ClassesNote(classNames(), scores, macroF1));
  }

  private List<String> classNames() {
    return task.about().classes(labels);
  }

  /**
   * What the last evaluated model makes of the test part.
   *
   * @param accuracy what the log says of the last round; of another model there is no matrix
   */
  Optional<ConfusionMatrix> confusion(double accuracy) {
    return files
        .read(CONFUSION, ConfusionNote.class)
        .filter(note -> labels.names().equals(note.labels()) && note.counts() != null)
        .flatMap(note -> matrix(note.counts()))
        .filter(matrix -> Math.abs(matrix.accuracy() - accuracy) < 1e-9);
  }

  /**
   * The last evaluated model's scores of each class on the test part; empty if unknown.
   *
   * @param macroF1 what the log says of the last round; of another model there are no scores
   */
  List<PrecisionRecallF1> classes(double macroF1) {
    return files
        .read(CLASSES, ClassesNote.class)
        .filter(note -> classNames().equals(note.labels()) && note.scores() != null)
        .filter(note -> note.scores().size() == classNames().size())
        .filter(note -> note.scores().stream().allMatch(Objects::nonNull))
        .filter(note -> Math.abs(meanOf(note) - macroF1) < 1e-9)
        .map(ClassesNote::scores)
        .orElse(List.of());
  }

  private static double meanOf(ClassesNote note) {
    return note.macroF1() == null ? meanF1(note.scores()) : note.macroF1();
  }

  private static double meanF1(List<PrecisionRecallF1> scores) {
    return scores.stream().mapToDouble(PrecisionRecallF1::f1).average().orElse(Double.NaN);
  }

  private static Optional<ConfusionMatrix> matrix(long[][] counts) {
    try {
      return Optional.of(ConfusionMatrix.ofCounts(counts));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String queryFile(int round) {
    return "query-" + round + ".json";
  }
}
