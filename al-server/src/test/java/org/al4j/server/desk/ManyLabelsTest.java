package org.al4j.server.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.oracle.Answer;
import org.al4j.server.kind.AnnotationForm;
import org.al4j.server.project.Choosing;
import org.al4j.server.project.LabelTask;
import org.al4j.server.project.ProjectFolder;
import org.al4j.server.project.ProjectSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one person asks costs what he has said himself, however much others have. */
class ManyLabelsTest {
  private static final int OTHERS = Integer.getInteger("al4j.server.labels", 20_000);
  private static final int OWN = 30;
  private static final double LONGEST_MILLIS = 12; // the shortest; a look at all takes twice that

  @TempDir private Path dir;

  private ProjectFolder project() {
    List<Instance> texts = new ArrayList<>();
    for (int i = 0; i < OTHERS + 1_000; i++) {
      texts.add(Instance.ofText(String.format(Locale.ROOT, "t%06d", i), "text " + i));
    }
    List<String> names = List.of("fruit", "tool");
    Dataset<ClassLabel> data = new Dataset<>(List.of(), LabelSpace.of(names), texts);
    ProjectSettings settings =
        ProjectSettings.of(LabelTask.of("classes", names))
            .with(Choosing.DEFAULT.withBatch(2 * OTHERS, 2 * OTHERS));
    return ProjectFolder.create(dir.resolve("p"), settings, data, "");
  }

  /** As if ben had said all that; no model is trained meanwhile. */
  @SuppressWarnings("unchecked") // a project of the task 'classes' has class labels
  private static void label(ProjectFolder project) {
    AnnotationForm<ClassLabel> form = (AnnotationForm<ClassLabel>) project.form();
    var learner = project.settings().choosing().learner(form.kind());
    try (var loop = DeskLoop.open(project, form, learner, project.pool(form))) {
      List<Answer<ClassLabel>> answers = new ArrayList<>();
      loop.pool().corpus().forEach(one -> answers.add(ben(one)));
      List<Answer<ClassLabel>> his = answers.subList(0, OTHERS);
      loop.offer(his.stream().map(Answer::id).toList());
      assertEquals(OTHERS, loop.accept(his).accepted().size());
    }
  }

  private static Answer<ClassLabel> ben(Instance text) {
    return new Answer.Given<>(text.id(), new ClassLabel("fruit"), "ben");
  }

  private static Submission said(String key, String id, Submission.Verb verb) {
    Optional<JsonNode> label =
        verb == Submission.Verb.JUDGE
            ? Optional.of(JsonNodeFactory.instance.textNode("tool"))
            : Optional.empty();
    return new Submission(key, id, verb, label, Optional.empty(), "");
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  @Test
  void ownAndWithdraw_besideManyLabelsOfOthers_costWhatIsOnesOwn() throws Exception {
    ProjectFolder project = project();
    label(project);
    try (LabelDesk<?> desk = LabelDesk.open(project, InstantSource.system(), word -> {})) {
      while (desk.next("anna", OWN).cards().size() < OWN) {
        Thread.sleep(20);
      }
      List<String> ids =
          desk.next("anna", OWN).cards().stream().map(card -> card.instance().id()).toList();
      double[] own = new double[OWN];
      double[] back = new double[OWN];
      for (int i = 0; i < OWN; i++) {
        String id = ids.get(i);
        assertEquals(
            Receipt.Kind.RECORDED,
            desk.submit("anna", said("j" + i, id, Submission.Verb.JUDGE)).kind());
        long start = System.nanoTime();
        assertEquals(1, desk.own("anna").size());
        own[i] = (System.nanoTime() - start) / 1e6;
        start = System.nanoTime();
        assertEquals(
            Receipt.Kind.RECORDED,
            desk.submit("anna", said("w" + i, id, Submission.Verb.WITHDRAW)).kind());
        back[i] = (System.nanoTime() - start) / 1e6;
        assertEquals(null, desk.progress().judgements().get("anna"));
      }
      System.out.printf(
          Locale.ROOT,
          "beside %,d labels of others: own labels %.2f ms, a withdrawal %.2f ms (medians)%n",
          OTHERS,
          median(own),
          median(back));
      assertTrue(own[0] < LONGEST_MILLIS && back[0] < LONGEST_MILLIS, "the quickest are slow");
      assertEquals(OTHERS, desk.progress().judgements().get("ben"));
    }
  }
}
