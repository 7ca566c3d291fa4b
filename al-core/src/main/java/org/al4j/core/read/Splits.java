package org.al4j.core.read;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Dataset;

/**
 * The parts of a data set. All have one label space, the union of their labels.
 *
 * @param train to label and train on
 * @param validation held out for decisions during training, where the data set has one
 * @param test held out for evaluation, where there is one
 * @param files the files read, for provenance: train, validation, test
 * @param notes what was found out about the files, such as a delimiter, a line each
 * @param <A> the kind of annotation
 */
public record Splits<A extends Annotation>(
    Dataset<A> train,
    Optional<Dataset<A>> validation,
    Optional<Dataset<A>> test,
    List<Path> files,
    List<String> notes) {
  /** Copies the lists. */
  public Splits {
    files = List.copyOf(files);
    notes = List.copyOf(notes);
  }
}
