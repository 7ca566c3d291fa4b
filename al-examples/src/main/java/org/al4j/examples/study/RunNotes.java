package org.al4j.examples.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.oracle.Query;
import org.al4j.core.query.Selected;
import org.al4j.examples.report.Study;
import org.al4j.metrics.ConfusionMatrix;

/**
 * What a report tells of a run besides its log, in the run's folder {@code notes/}: {@code
 * query-N.json}, what the model said about the texts of query N when it queried them, and {@code
 * confusion.json}, what the last evaluated model makes of the test part. Each file is written
 * before the event that follows from it, and again if the run is taken up in between, so a resumed
 * run has the notes of an undisturbed one. A note that is missing, cannot be read, or belongs to
 * other texts is as if it was never made: runs of older versions have none.
 */
final class RunNotes {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int GUESSES = 3;
  private final Path dir;
  private final LabelSpace labels;

  /** What a model said about a text, the most probable class first. */
  record Said(String id, List<Study.Guess> guesses) {}

  /** The content of a {@code query-N.json}. */
  record QueryNote(int round, List<Said> texts) {}

  /** The content of {@code confusion.json}: counts of true by predicted classes. */
  @SuppressWarnings("ArrayRecordComponent") // a struct, never compared
  record ConfusionNote(List<String> labels, long[][] counts) {}

  /**
   * The notes of a run.
   *
   * @param runDir its folder, which exists when a first note is written
   */
  RunNotes(Path runDir, LabelSpace labels) {
    this.dir = runDir.resolve("notes");
    this.labels = labels;
  }

  /** Keeps what the model says about a query. */
  void query(Query query, SuccessorModel<ClassLabel> model) {
    List<Said> said = new ArrayList<>();
    model.predict(
        query.items().stream().map(Selected::instance).toList(),
        prediction -> said.add(new Said(prediction.instance().id(), guesses(prediction))));
    write(queryFile(query.round()), new QueryNote(query.round(), said));
  }

  /** What the model said about each text of a query, in its order; each empty if unknown. */
  List<List<Study.Guess>> said(Query query) {
    Optional<QueryNote> note =
        read(queryFile(query.round()), QueryNote.class)
            .filter(one -> one.texts() != null)
            .filter(one -> query.ids().equals(one.texts().stream().map(Said::id).toList()));
    return note.isPresent()
        ? note.get().texts().stream().map(Said::guesses).toList()
        : query.items().stream().map(item -> List.<Study.Guess>of()).toList();
  }

  /** Whether it is known what the model said about a query. */
  boolean has(Query query) {
    return said(query).stream().noneMatch(List::isEmpty);
  }

  /** Keeps what a model predicted for the test part, as many predictions as test texts. */
  void confusion(List<Labelled<ClassLabel>> test, List<ClassLabel> predicted) {
    int[] truth = test.stream().mapToInt(item -> labels.index(item.annotation().name())).toArray();
    int[] said = predicted.stream().mapToInt(label -> labels.index(label.name())).toArray();
    ConfusionMatrix matrix = ConfusionMatrix.of(labels.size(), truth, said);
    write(dir.resolve("confusion.json"), new ConfusionNote(labels.names(), matrix.counts()));
  }

  /**
   * What the last evaluated model makes of the test part.
   *
   * @param accuracy what the log says of the last round; of another model there is no matrix
   */
  Optional<ConfusionMatrix> confusion(double accuracy) {
    return read(dir.resolve("confusion.json"), ConfusionNote.class)
        .filter(note -> labels.names().equals(note.labels()) && note.counts() != null)
        .flatMap(note -> matrix(note.counts()))
        .filter(matrix -> Math.abs(matrix.accuracy() - accuracy) < 1e-9);
  }

  private static Optional<ConfusionMatrix> matrix(long[][] counts) {
    try {
      return Optional.of(ConfusionMatrix.ofCounts(counts));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The most probable classes; the predicted one alone where the model gives no probabilities. */
  private List<Study.Guess> guesses(Prediction<ClassLabel> prediction) {
    String predicted = prediction.annotation().name();
    double[] p = prediction.probabilities();
    if (p.length != labels.size()) {
      return List.of(new Study.Guess(predicted, Double.NaN));
    }
    int first = labels.index(predicted);
    List<Study.Guess> guesses = new ArrayList<>(List.of(new Study.Guess(predicted, p[first])));
    IntStream.range(0, p.length)
        .filter(other -> other != first)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer other) -> p[other]).reversed())
        .limit(GUESSES - 1)
        .forEach(other -> guesses.add(new Study.Guess(labels.name(other), p[other])));
    return guesses;
  }

  private Path queryFile(int round) {
    return dir.resolve("query-" + round + ".json");
  }

  private void write(Path file, Object note) {
    try {
      if (Files.notExists(dir)) {
        Files.createDirectory(dir); // not its parents: a run's folder that was removed stays away
      }
      AtomicFile.write(file, JSON.writeValueAsBytes(note));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static <T> Optional<T> read(Path file, Class<T> type) {
    try {
      return Files.isRegularFile(file)
          ? Optional.ofNullable(JSON.readValue(file.toFile(), type))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
