package org.al4j.bench.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.al4j.cli.Al;
import org.al4j.server.project.ProjectFolder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Twenty people at once on an annotation server in a process of its own, over HTTP: how soon the
 * first text is there, how long a label takes until it is acknowledged, and how long the next
 * texts, while a model trains. At the end the server is killed (SIGKILL) and what was acknowledged
 * is looked for in the run's log. The exit code is 0 if nothing was lost or doubled.
 */
@Command(
    name = "AnnotateLoad",
    description = "People label over HTTP; prints latencies, and what was lost.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class AnnotateLoad implements Callable<Integer> {
  private static final double NANOS = 1e9;

  @Spec private CommandSpec spec;

  @Option(names = "--texts", defaultValue = "5000", description = "Default: ${DEFAULT-VALUE}.")
  private int texts;

  @Option(names = "--people", defaultValue = "20", description = "Default: ${DEFAULT-VALUE}.")
  private int people;

  @Option(names = "--seconds", defaultValue = "60", description = "Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--think",
      defaultValue = "1.5",
      description =
          "Seconds before each label, on average, from half to one and a half of it; 0: as fast as"
              + " it goes (default: ${DEFAULT-VALUE}).")
  private double think;

  @Option(names = "--model", defaultValue = "tfidf", description = "Default: ${DEFAULT-VALUE}.")
  private String model = "tfidf";

  @Option(
      names = "--warm-up",
      defaultValue = "10",
      description = "Seconds of the same before it is measured (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--dir",
      description = "An existing folder for the project; by default one for temporary files.")
  private Path dir = Path.of(System.getProperty("java.io.tmpdir"));

  /** Runs and prints. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new AnnotateLoad()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path folder = Files.createTempDirectory(dir, "al4j-load-");
    try {
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      warmUp(client);
      double first = firstText(client, folder);
      out.printf(Locale.ROOT, "%,d texts, %d people, model %s, ", texts, people, model);
      out.printf(Locale.ROOT, "%.2f s to think before a label, %d s%n", think, seconds);
      LoadReport.row(out, "first text after `al annotate` starts, s", first, 2);
      out.flush();
      return load(client, folder, out) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    } finally {
      LoadReport.delete(folder);
    }
  }

  /** So that who asks does not load his classes while the server does. */
  private static void warmUp(HttpClient client) throws InterruptedException {
    try {
      client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:9/")).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      // nobody is there
    }
  }

  /** Starts {@code al annotate} on the texts; seconds until somebody has one. */
  private double firstText(HttpClient client, Path folder) throws IOException {
    Path data = folder.resolve("texts.txt");
    Files.write(data, MadeUpTexts.of(texts, seed));
    List<String> args =
        List.of(
            "annotate",
            "--data",
            data.toString(),
            "--labels",
            String.join(",", MadeUpTexts.labels()),
            "--model",
            model,
            "--out",
            folder.resolve("project").toString(),
            "--port",
            "0");
    try (ServerProcess server = new ServerProcess(Al.class, args)) {
      String link = server.link();
      new LoadPerson(client, link, new SplittableRandom(seed), new LoadPerson.Measured())
          .firstText();
      return (System.nanoTime() - server.started) / NANOS;
    }
  }

  private boolean load(HttpClient client, Path folder, PrintWriter out) throws Exception {
    Path project = folder.resolve("project");
    LoadPerson.Measured measured = new LoadPerson.Measured();
    List<LoadPerson> all = new ArrayList<>();
    List<String> args = List.of(project.toString(), Integer.toString(people));
    List<Latencies.Request> trained;
    long from;
    try (ServerProcess server = new ServerProcess(LoadedServer.class, args)) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < people; i++) {
        all.add(new LoadPerson(client, server.link(), random.split(), measured));
      }
      all.forEach(LoadPerson::listen);
      from = System.nanoTime() + TimeUnit.SECONDS.toNanos(warmUp);
      work(all, from + TimeUnit.SECONDS.toNanos(seconds));
      trained = server.trained();
    }
    Map<String, Map<String, String>> said = new HashMap<>();
    for (int i = 0; i < people; i++) {
      said.put("person " + i, all.get(i).said());
    }
    LoadCheck check = LoadCheck.of(ProjectFolder.open(project).run(), said);
    new LoadReport(measured, from, seconds, trained, check).print(out);
    return check.lost() == 0 && check.doubled() == 0;
  }

  private void work(List<LoadPerson> all, long end) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(all.size());
    try {
      List<Future<?>> working = new ArrayList<>();
      for (LoadPerson one : all) {
        working.add(
            threads.submit(
                () -> {
                  one.work(end, think);
                  return null;
                }));
      }
      for (Future<?> one : working) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
