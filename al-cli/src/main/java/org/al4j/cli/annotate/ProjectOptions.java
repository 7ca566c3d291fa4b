package org.al4j.cli.annotate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.TagSequence;
import org.al4j.core.io.IoReason;
import org.al4j.core.people.ModelTrust;
import org.al4j.core.read.Columns;
import org.al4j.core.read.Datasets;
import org.al4j.core.read.LabelFormat;
import org.al4j.core.read.ReadOptions;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.server.kind.AnnotationForm;
import org.al4j.server.project.Choosing;
import org.al4j.server.project.LabelTask;
import org.al4j.server.project.ProjectFolder;
import org.al4j.server.project.ProjectSettings;
import org.al4j.server.project.Sharing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a new project is made of. */
final class ProjectOptions {
  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Texts: .txt (a line each), or CSV, TSV, JSONL, JSON with columns.")
  private @Nullable Path data;

  @Option(
      names = "--labels",
      paramLabel = "NAMES",
      split = ",",
      description = "The labels, separated by commas, in the order of their keys.")
  private @Nullable List<String> labels;

  @Option(
      names = "--descriptions",
      paramLabel = "FILE",
      description = "What the labels mean: a label, a tab and a line each.")
  private @Nullable Path descriptions;

  @Option(
      names = "--guidelines",
      paramLabel = "FILE",
      description = "Guidelines for those who label, Markdown.")
  private @Nullable Path guidelines;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      defaultValue = "classes",
      description =
          "classes (one a text), class-set (any number), spans (parts of a text, whole words) or"
              + " character-spans (the same by characters) (default: ${DEFAULT-VALUE}).")
  private String task = "classes";

  @Option(
      names = "--model",
      paramLabel = "DIR|NAME",
      description =
          "What is trained: a learner such as \"head(checkpoint=minilm)\", or a checkpoint"
              + " (default: tfidf; for spans bilstm-crf).")
  private @Nullable String model;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description =
          "What is asked next, as in al strategies (default: margin; for sets mean-label-entropy, for"
              + " spans mnlp).")
  private @Nullable String strategy;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "20",
      description = "A model is trained after so many labels (default: ${DEFAULT-VALUE}).")
  private int batch = 20;

  @Option(
      names = "--ahead",
      paramLabel = "N",
      defaultValue = "200",
      description =
          "So many texts are ranked ahead, to be labelled while a model is trained (default:"
              + " ${DEFAULT-VALUE}).")
  private int ahead = 200;

  @Option(
      names = "--overlap",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many people label each text, and one more where they differ (default:"
              + " ${DEFAULT-VALUE}).")
  private int overlap = 1;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of all that is random (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--text-column",
      paramLabel = "NAME",
      description = "Column or field of the text (default: text).")
  private String textColumn = Columns.DEFAULT.text();

  @Option(
      names = "--label-column",
      paramLabel = "NAME",
      description = "Column of labels that some texts have already (default: none is looked at).")
  private @Nullable String labelColumn;

  @Option(names = "--id-column", paramLabel = "NAME", description = "Column or field of the id.")
  private @Nullable String idColumn;

  /** Whether anything of this was said that a project has once and for all. */
  boolean isSaid() {
    return data != null || labels != null;
  }

  /**
   * Makes the project, with what it has besides texts to label.
   *
   * @param trust when a language model is believed, if one annotates from the start
   */
  ProjectFolder create(Path dir, ExtraOptions extra, Optional<ModelTrust> trust) {
    if (data == null || labels == null) {
      throw new InvalidInputException("a new project needs --data and --labels");
    }
    List<String> names = labels.stream().map(String::strip).toList();
    LabelTask labelling = new LabelTask(task, described(names));
    AnnotationForm<?> form = AnnotationForm.of(task);
    Choosing usual = Choosing.usual(form);
    Choosing choosing =
        new Choosing(
            model == null ? usual.model() : absolute(model),
            strategy == null ? usual.strategy() : strategy,
            batch,
            Math.max(ahead, batch),
            seed);
    int people = Math.max(1, overlap);
    Sharing sharing =
        extra.sharing(
            trust.map(one -> Sharing.withModel(people, one)).orElse(Sharing.overlap(people)));
    ProjectSettings settings = new ProjectSettings(labelling, choosing, sharing);
    return ProjectFolder.create(
        dir,
        settings,
        read(data, names, form.kind()),
        guidelines == null ? "" : text(guidelines),
        extra.of(file -> read(file, ReadOptions.of(columns()), form.kind())));
  }

  /** Labels stand where they are said to, or where they usually do. */
  private Columns columns() {
    return new Columns(
        textColumn,
        labelColumn == null ? Columns.DEFAULT.label() : labelColumn,
        Optional.ofNullable(idColumn));
  }

  private static Dataset<?> read(Path file, ReadOptions options, Class<? extends Annotation> kind) {
    if (kind == TagSequence.class) {
      return Datasets.read(file, options, LabelFormat.tags());
    }
    return kind == LabelSet.class
        ? Datasets.read(file, options, LabelFormat.labelSet())
        : Datasets.read(file, options, LabelFormat.classLabel());
  }

  /** A folder's path is good wherever the server is started again. */
  private static String absolute(String model) {
    boolean folder = !model.contains("(") && !Checkpoints.isName(model);
    return folder && Files.isDirectory(Path.of(model))
        ? Path.of(model).toAbsolutePath().normalize().toString()
        : model;
  }

  private Dataset<?> read(Path file, List<String> names, Class<? extends Annotation> kind) {
    ReadOptions options = ReadOptions.of(columns());
    if (labelColumn == null) {
      List<Instance> texts = new ArrayList<>();
      Datasets.readTexts(file, options).forEach(texts::add);
      return new Dataset<ClassLabel>(List.of(), LabelSpace.of(names), texts);
    }
    return read(file, options, kind);
  }

  private List<LabelTask.LabelChoice> described(List<String> names) {
    Map<String, String> lines = new HashMap<>();
    if (descriptions != null) {
      for (String line : text(descriptions).split("\\R")) {
        String[] parts = line.split("\t", 2);
        if (!names.contains(parts[0].strip())) {
          throw new InvalidInputException(
              descriptions + ": '" + parts[0] + "' is none of the --labels");
        }
        lines.put(parts[0].strip(), parts.length < 2 ? "" : parts[1].strip());
      }
    }
    return names.stream()
        .map(name -> new LabelTask.LabelChoice(name, lines.getOrDefault(name, "")))
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + IoReason.of(e), e);
    }
  }
}
