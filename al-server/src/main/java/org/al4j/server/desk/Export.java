package org.al4j.server.desk;

import java.nio.file.Path;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.loop.RunLabels;
import org.al4j.core.people.LabelFiles;
import org.al4j.core.people.LabelRow;
import org.al4j.server.kind.AnnotationForm;
import org.al4j.server.project.ProjectFolder;

/**
 * How labels go out.
 *
 * @param judgements whether each judgement is a row, else each label
 * @param format {@code csv} or {@code jsonl}
 */
public record Export(boolean judgements, String format) {
  /** Refuses an unknown format. */
  public Export {
    if (!format.equals("csv") && !format.equals("jsonl")) {
      throw InvalidInputException.ofSettings("{format} must be csv or jsonl, found '%s'", format);
    }
  }

  /**
   * An export.
   *
   * @param what {@code labels} or {@code judgements}
   */
  public static Export of(String what, String format) {
    if (!what.equals("labels") && !what.equals("judgements")) {
      throw InvalidInputException.ofSettings(
          "{what} must be labels or judgements, found '%s'", what);
    }
    return new Export(what.equals("judgements"), format);
  }

  /**
   * Writes what a project's run has so far, also while a server has it open: the file is there as a
   * whole or not at all.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   * @throws InvalidInputException if nothing was asked yet, so that there is no run
   */
  public void write(ProjectFolder project, Path file) {
    write(project, project.form(), file);
  }

  private <A extends Annotation> void write(
      ProjectFolder project, AnnotationForm<A> form, Path file) {
    RunLabels<A> labels = RunLabels.of(project.run(), project.pool(form), form.kind());
    List<LabelRow<A>> rows = judgements ? labels.judgements() : labels.labels();
    if (format.equals("csv")) {
      LabelFiles.writeCsv(file, rows);
    } else {
      LabelFiles.writeJsonl(file, rows);
    }
  }

  /** The file's media type. */
  public String contentType() {
    return format.equals("csv") ? "text/csv; charset=utf-8" : "application/x-ndjson";
  }

  /** A name for the file, of which nothing comes from outside. */
  public String fileName() {
    return (judgements ? "judgements." : "labels.") + format;
  }
}
