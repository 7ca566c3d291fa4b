package org.al4j.server.desk;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.TagSequence;
import org.al4j.core.loop.RunLabels;
import org.al4j.core.people.LabelRow;
import org.al4j.server.export.ClassExport;
import org.al4j.server.export.ExportFormat;
import org.al4j.server.export.SpanExport;
import org.al4j.server.kind.AnnotationForm;
import org.al4j.server.project.ProjectFolder;

/**
 * How labels go out.
 *
 * @param judgements whether each judgement is a row, else each label
 * @param format in which form
 */
public record Export(boolean judgements, ExportFormat format) {
  /** Refuses a format that has no place for judgements where it should. */
  public Export {
    if (judgements) {
      refuse(format.refusalOfJudgements());
    }
  }

  /**
   * An export.
   *
   * @param what {@code labels} or {@code judgements}
   * @param format its name
   * @throws InvalidInputException if there is none of that name, or it has no place for judgements
   */
  public static Export of(String what, String format) {
    if (!what.equals("labels") && !what.equals("judgements")) {
      throw InvalidInputException.ofSettings(
          "{what} must be labels or judgements, found '%s'", what);
    }
    return new Export(what.equals("judgements"), ExportFormat.named(format));
  }

  /** The name of the format that a project has where none is named. */
  public static String usual(ProjectFolder project) {
    return (isSpans(project.form()) ? ExportFormat.JSONL : ExportFormat.CSV).label();
  }

  private static boolean isSpans(AnnotationForm<?> form) {
    return form.kind() == TagSequence.class;
  }

  private static void refuse(Optional<String> why) {
    why.ifPresent(
        reason -> {
          throw new InvalidInputException(reason);
        });
  }

  /**
   * Writes what a project's run has so far, also while a server has it open: the file, of brat a
   * folder, is there as a whole or not at all.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   * @throws InvalidInputException if nothing was asked yet, so that there is no run, if the format
   *     has no place for the project's labels, or brat's folder has something in it
   */
  public void write(ProjectFolder project, Path file) {
    write(project, project.form(), file, format == ExportFormat.BRAT);
  }

  /** The same into a file in any case; brat's folder as a zip. */
  public void writeFile(ProjectFolder project, Path file) {
    write(project, project.form(), file, false);
  }

  @SuppressWarnings("unchecked") // the kind is looked at
  private <A extends Annotation> void write(
      ProjectFolder project, AnnotationForm<A> form, Path file, boolean folder) {
    refuse(isSpans(form) ? format.refusalOfSpans() : format.refusalOfClasses());
    RunLabels<A> labels = RunLabels.of(project.run(), project.pool(form), form.kind());
    List<LabelRow<A>> rows = judgements ? labels.judgements() : labels.labels();
    List<String> names = project.settings().labelling().names();
    if (!isSpans(form)) {
      new ClassExport(rows, names).write(format, file);
      return;
    }
    SpanExport spans = new SpanExport((List<LabelRow<TagSequence>>) (List<?>) rows, names);
    if (folder) {
      spans.writeBratFolder(file);
    } else {
      spans.write(format, file);
    }
  }

  /** A file's media type. */
  public String contentType() {
    return format.contentType();
  }

  /** A name for the file, of which nothing comes from outside. */
  public String fileName() {
    return (judgements ? "judgements." : "labels.") + format.extension();
  }
}
