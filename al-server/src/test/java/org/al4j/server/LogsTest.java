package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;
import org.al4j.server.project.ProjectFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is logged and printed while people work, and while things fail, has none of their texts. */
class LogsTest {
  private static final String MARK = "xyzzy-4711";

  @TempDir private Path dir;
  private final List<String> logged = Collections.synchronizedList(new ArrayList<>());

  private final class Everything extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord record) {
      logged.add(formatter.format(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void session_withFailures_leavesNoTextInTheLog() throws Exception {
    Logger root = Logger.getLogger("");
    Level before = root.getLevel();
    Handler all = new Everything();
    all.setLevel(Level.ALL);
    Logger.getLogger("org.al4j").setLevel(Level.ALL);
    root.addHandler(all);
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
    try {
      work();
    } finally {
      System.setOut(out);
      System.setErr(err);
      root.removeHandler(all);
      root.setLevel(before);
      Logger.getLogger("org.al4j").setLevel(null);
    }
    assertFalse(String.join("\n", logged).contains(MARK), logged::toString);
    assertFalse(printed.toString(StandardCharsets.UTF_8).contains(MARK), "printed");
    assertTrue(
        logged.stream().anyMatch(line -> line.contains("/api/v1/judge")), "the failure is logged");
  }

  private void work() throws IOException {
    List<Instance> texts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      texts.add(Instance.ofText(MARK + i, MARK + " fruit " + i));
    }
    Dataset<ClassLabel> data = new Dataset<>(List.of(), LabelSpace.of(Desks.LABELS), texts);
    ProjectFolder project = ProjectFolder.create(dir.resolve("p"), Desks.settings(6), data, MARK);
    try (AnnotationServer server = AnnotationServer.start(project, ServerOptions.DEFAULT)) {
      Person anna = Person.open(server.link(MARK, Role.OWNER));
      for (int i = 0; i < 8; i++) {
        String id = anna.text().path("id").textValue();
        assertEquals("recorded", anna.judge(id, i % 2 == 0 ? "fruit" : "tool"));
        anna.say("flag", anna.said(id, null).put("note", MARK));
      }
      String id = anna.text().path("id").textValue();
      assertEquals("unfit-label", anna.judge(id, MARK));
      assertEquals("unknown-text", anna.judge(MARK, "fruit"));
      anna.say("withdraw", anna.said(id, null));
      anna.get("mine?search=" + MARK);
      anna.get("export?format=" + MARK);
      Person.send(anna.request("judge").POST(HttpRequest.BodyPublishers.ofString("{" + MARK)));
      Person.send(anna.request(MARK).GET());
      // the run's log is gone: nothing can be recorded
      Path log = dir.resolve("p/run/run.jsonl");
      Files.move(log, dir.resolve("elsewhere"));
      Files.createDirectory(log);
      assertFalse(anna.judge(id, "fruit").equals("recorded"));
    }
  }
}
