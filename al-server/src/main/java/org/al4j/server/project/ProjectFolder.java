package org.al4j.server.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.io.IoReason;
import org.al4j.core.io.JsonInput;
import org.al4j.core.io.Sha256;
import org.al4j.core.pool.Pool;
import org.al4j.server.kind.AnnotationForm;

/**
 * A project's folder: {@code project.json} with the settings, {@code texts.jsonl} with the texts
 * that it began with, {@code guidelines.md}, {@code people.json}, {@code plan.json}, {@code
 * gold.jsonl} and {@code evaluation.jsonl} where there are such texts, what was measured, {@code
 * measured.json}, and the run's folder {@code run}. Nothing else is needed to go on, so it can be
 * moved as a whole.
 */
public final class ProjectFolder {
  static final int FORMAT = 1;
  private static final String TEXTS = "texts.jsonl";
  private static final String GOLD = "gold.jsonl";
  private static final String EVALUATION = "evaluation.jsonl";
  private static final String PLAN = "plan.json";
  private static final int ID_DIGITS = 8;
  private static final long LONGEST_SETTINGS = 16L << 20;
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Path dir;
  private final ProjectSettings settings;
  private volatile ProjectPlan plan;

  private ProjectFolder(Path dir, ProjectSettings settings, ProjectPlan plan) {
    this.dir = dir;
    this.settings = settings;
    this.plan = plan;
  }

  /** Whether a folder holds a project. */
  public static boolean isProject(Path dir) {
    return Files.isRegularFile(settingsFile(dir));
  }

  /**
   * Makes a project.
   *
   * @param dir a folder that is not there or empty
   * @param data the texts, some of them possibly labelled already; of the kind that the task labels
   * @param guidelines Markdown, "" for none
   * @throws InvalidInputException if the folder holds something, there are no texts, or a label is
   *     none of the project's
   */
  public static ProjectFolder create(
      Path dir, ProjectSettings settings, Dataset<?> data, String guidelines) {
    return create(dir, settings, data, guidelines, Extras.NONE);
  }

  /**
   * The same with more than texts to label.
   *
   * @param extras texts of it that are among {@code data} too are left out there
   */
  public static ProjectFolder create(
      Path dir, ProjectSettings settings, Dataset<?> data, String guidelines, Extras extras) {
    try {
      requireEmpty(dir);
      settings.choosing().check(settings.form().kind(), settings.labelling().space());
      List<String> texts = texts(settings.form(), settings, extras.without(data));
      List<String> gold = besides(settings, extras.gold());
      List<String> evaluation = besides(settings, extras.evaluation());
      Files.createDirectories(dir);
      writeIfAny(dir.resolve(TEXTS), texts);
      writeIfAny(dir.resolve(GOLD), gold);
      writeIfAny(dir.resolve(EVALUATION), evaluation);
      write(dir.resolve(PLAN), extras.plan());
      AtomicFile.write(dir.resolve("guidelines.md"), guidelines.getBytes(StandardCharsets.UTF_8));
      write(dir, settings); // last: without it there is no project
      return new ProjectFolder(dir, settings, extras.plan());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a project in " + dir + ": " + IoReason.of(e), e);
    }
  }

  private static void requireEmpty(Path dir) throws IOException {
    if (!Files.exists(dir)) {
      return;
    }
    try (var content = Files.list(dir)) {
      if (content.anyMatch(file -> !isPart(file))) {
        throw new InvalidInputException(
            "a new project needs a folder that is empty or not there, found files in " + dir);
      }
    }
  }

  /** What a program that was killed while it made a project left there. */
  private static boolean isPart(Path file) {
    String name = String.valueOf(file.getFileName());
    return List.of(TEXTS, GOLD, EVALUATION, PLAN, "guidelines.md").contains(name)
        || name.startsWith(".al4j-");
  }

  private static List<String> besides(ProjectSettings settings, Dataset<?> data) {
    return data.items().isEmpty() ? List.of() : texts(settings.form(), settings, data);
  }

  private static void writeIfAny(Path file, List<String> lines) throws IOException {
    Files.deleteIfExists(file); // of a project that was not finished
    if (!lines.isEmpty()) {
      ProjectTexts.write(file, lines);
    }
  }

  private static void write(Path dir, ProjectSettings settings) throws IOException {
    ObjectNode json = JSON.valueToTree(settings);
    json.put("format", FORMAT);
    AtomicFile.write(
        settingsFile(dir), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
  }

  private static void write(Path file, ProjectPlan plan) throws IOException {
    AtomicFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(plan));
  }

  @SuppressWarnings("unchecked") // the labels' kind is looked at
  private static <A extends Annotation> List<String> texts(
      AnnotationForm<A> form, ProjectSettings settings, Dataset<?> data) {
    for (var item : data.items()) {
      if (!form.kind().isInstance(item.annotation())) {
        throw new InvalidInputException(
            "the task "
                + form.task()
                + " needs labels of kind "
                + form.kind().getSimpleName()
                + ", found "
                + item.annotation());
      }
    }
    return new ProjectTexts<>(form).lines((Dataset<A>) data, settings.labelling().space());
  }

  /**
   * Opens a project.
   *
   * @throws InvalidInputException if there is none, or a file of it is not as it was written
   */
  public static ProjectFolder open(Path dir) {
    Path file = settingsFile(dir);
    if (!isProject(dir)) {
      throw new InvalidInputException(dir + " is no project: there is no project.json in it");
    }
    JsonNode json = JsonInput.read(file, LONGEST_SETTINGS);
    if (!(json instanceof ObjectNode object) || object.path("format").asInt() != FORMAT) {
      throw new InvalidInputException(
          file + ": format " + json.path("format") + ", this version reads " + FORMAT);
    }
    object.remove("format");
    try {
      Path planned = dir.resolve(PLAN);
      ProjectPlan plan =
          Files.isRegularFile(planned)
              ? JSON.treeToValue(JsonInput.read(planned, LONGEST_SETTINGS), ProjectPlan.class)
              : ProjectPlan.NONE;
      return new ProjectFolder(dir, JSON.treeToValue(object, ProjectSettings.class), plan);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(file + ": " + e.getOriginalMessage(), e);
    }
  }

  private static Path settingsFile(Path dir) {
    return dir.resolve("project.json");
  }

  /** The settings. */
  public ProjectSettings settings() {
    return settings;
  }

  /** What a model learns of the labels; of spans the tags of words. */
  public LabelSpace labels() {
    return settings.labelling().space();
  }

  /** How annotations look. */
  public AnnotationForm<?> form() {
    return settings.form();
  }

  /** The pool that the project began with. */
  public <A extends Annotation> Pool<A> pool(AnnotationForm<A> form) {
    return Pool.of(new ProjectTexts<>(form).read(dir.resolve(TEXTS), labels()));
  }

  /** The texts whose label is known and that measure people; none where there are no such. */
  public <A extends Annotation> List<Labelled<A>> gold(AnnotationForm<A> form) {
    return labelled(form, GOLD);
  }

  /** The texts whose label is known and that measure models; none where there are no such. */
  public <A extends Annotation> List<Labelled<A>> evaluation(AnnotationForm<A> form) {
    return labelled(form, EVALUATION);
  }

  private <A extends Annotation> List<Labelled<A>> labelled(AnnotationForm<A> form, String name) {
    Path file = dir.resolve(name);
    return Files.isRegularFile(file)
        ? new ProjectTexts<>(form).read(file, labels()).items()
        : List.of();
  }

  /** What the owner has planned. */
  public ProjectPlan plan() {
    return plan;
  }

  /**
   * Plans something else; it is on the disk when this returns.
   *
   * @throws UncheckedIOException if it cannot be written; nothing is changed then
   */
  public synchronized void plan(ProjectPlan other) {
    try {
      write(dir.resolve(PLAN), other);
      plan = other;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + dir + ": " + IoReason.of(e), e);
    }
  }

  /**
   * Adds a label behind the others; it is on the disk when this returns. This object stays as it
   * is: the label is known when the folder is opened again.
   *
   * @throws InvalidInputException if its name is empty, has a comma, or is there
   * @throws UncheckedIOException if it cannot be written; nothing is changed then
   */
  public synchronized void addLabel(LabelTask.LabelChoice label) {
    ProjectSettings now = open(dir).settings();
    try {
      write(dir, now.with(now.labelling().with(label)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + dir + ": " + IoReason.of(e), e);
    }
  }

  /** The file of what was measured of the run's models. */
  public Path measured() {
    return dir.resolve("measured.json");
  }

  /** The folder of the run. */
  public Path run() {
    return dir.resolve("run");
  }

  /** The file of the people. */
  public Path people() {
    return dir.resolve("people.json");
  }

  /** The guidelines as they are now, "" if there are none. */
  public String guidelines() {
    try {
      Path file = dir.resolve("guidelines.md");
      return Files.isRegularFile(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new InvalidInputException("guidelines.md cannot be read: " + IoReason.of(e), e);
    }
  }

  /** Digits that this folder has and no other on the machine, where names may be alike. */
  public String id() {
    String place = dir.toAbsolutePath().normalize().toString();
    return new Sha256().add(place).hex().substring(0, ID_DIGITS);
  }

  /** The folder's own name, for people. */
  public String name() {
    return String.valueOf(dir.toAbsolutePath().normalize().getFileName());
  }
}
