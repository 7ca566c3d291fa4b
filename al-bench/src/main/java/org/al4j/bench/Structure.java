package org.al4j.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints how the source tree is made up: files and lines by module, how long files are, how many
 * types are package-private, packages with many types, and how many of the project's classes a
 * forward pass and a training step load. Argument: the root of a tree, which {@code ./al} or a
 * build has compiled; for the figures of sources alone it need not be. It is one file that needs
 * Java only: {@code java Structure.java ROOT}.
 */
final class Structure {
  private static final int MANY = 25;
  private static final Pattern TYPE =
      Pattern.compile(
          "^((?:(?:public|final|abstract|sealed|non-sealed|strictfp) )*)"
              + "(?:class|interface|enum|record|@interface) (\\w+)",
          Pattern.MULTILINE);
  private static final Pattern LOADED =
      Pattern.compile("\\[class,load *\\] (org\\.al4j\\.[\\w.$]+) source:");

  /** Reads a checkpoint or model by the names that al-core has for them, and uses it. */
  private static final String PROGRAM =
      """
      import java.nio.file.Path;
      import java.util.*;
      import org.al4j.core.data.*;
      import org.al4j.core.model.*;

      public class Pass {
        public static void main(String[] args) throws Exception {
          List<Labelled<ClassLabel>> texts = new ArrayList<>();
          for (int i = 0; i < 8; i++) {
            Instance text = Instance.ofText("t" + i, "my parcel is late " + i);
            texts.add(new Labelled<>(text, new ClassLabel(i % 2 == 0 ? "a" : "b")));
          }
          Path model = Path.of(args[1]);
          if (args[0].equals("train")) {
            Map<String, String> recipe = Map.of("checkpoint", args[2], "updates", "1", "epochs", "1");
            LabelSpace labels = LabelSpace.sorted(List.of("a", "b"));
            try (var learner = Learners.named("transformer", recipe, ClassLabel.class);
                var fitted = learner.fit(texts, FitContext.of(labels, 1))) {
              fitted.save(model);
            }
          } else {
            try (var loaded = Models.load(model, ClassLabel.class)) {
              loaded.predict(texts.stream().map(Labelled::instance).toList(), one -> {});
            }
          }
        }
      }
      """;

  /** A source file. */
  private record Source(String module, boolean main, String packageName, String name, String text) {
    int lines() {
      return (int) text.lines().count();
    }

    boolean isType() {
      return !name.equals("package-info") && !name.equals("module-info");
    }

    boolean isInternal() {
      return List.of(packageName.split("\\.")).contains("internal");
    }

    boolean isPublic() {
      Matcher type = TYPE.matcher(text);
      while (type.find()) {
        if (type.group(2).equals(name)) {
          return type.group(1).contains("public");
        }
      }
      return false;
    }
  }

  private final PrintStream out;

  Structure(PrintStream out) {
    this.out = out;
  }

  /** Prints. */
  public static void main(String[] args) throws IOException, InterruptedException {
    new Structure(System.out)
        .print(Path.of(args.length == 0 ? "" : args[0]).toAbsolutePath().normalize());
  }

  void print(Path root) throws IOException, InterruptedException {
    List<Source> all = sources(root);
    modules(all);
    sizes(all);
    packages(all);
    classes(root);
  }

  private static List<Source> sources(Path root) throws IOException {
    List<Source> all = new ArrayList<>();
    for (Path module : modules(root)) {
      for (String kind : List.of("main", "test")) {
        Path java = module.resolve("src").resolve(kind).resolve("java");
        if (Files.isDirectory(java)) {
          try (Stream<Path> walk = Files.walk(java)) {
            for (Path file : walk.filter(one -> one.toString().endsWith(".java")).toList()) {
              String inside = java.relativize(file.getParent()).toString();
              all.add(
                  new Source(
                      module.getFileName().toString(),
                      kind.equals("main"),
                      inside.replace(file.getFileSystem().getSeparator(), "."),
                      file.getFileName().toString().replaceFirst("\\.java$", ""),
                      Files.readString(file)));
            }
          }
        }
      }
    }
    return all;
  }

  private static List<Path> modules(Path root) throws IOException {
    try (Stream<Path> list = Files.list(root)) {
      return list.filter(dir -> Files.exists(dir.resolve("src/main/java"))).sorted().toList();
    }
  }

  private void modules(List<Source> all) {
    out.printf(
        Locale.ROOT, "%-16s %10s %10s %10s %10s%n", "module", "main", "lines", "test", "lines");
    Map<String, List<Source>> byModule =
        all.stream()
            .collect(Collectors.groupingBy(Source::module, TreeMap::new, Collectors.toList()));
    byModule.forEach(this::row);
    row("all", all);
  }

  private void row(String name, List<Source> some) {
    List<Source> main = some.stream().filter(Source::main).toList();
    List<Source> test = some.stream().filter(one -> !one.main()).toList();
    out.printf(
        Locale.ROOT,
        "%-16s %10d %10d %10d %10d%n",
        name,
        main.size(),
        lines(main),
        test.size(),
        lines(test));
  }

  private static int lines(List<Source> some) {
    return some.stream().mapToInt(Source::lines).sum();
  }

  private void sizes(List<Source> all) {
    List<Source> main = all.stream().filter(one -> one.main() && one.isType()).toList();
    int[] lines = main.stream().mapToInt(Source::lines).sorted().toArray();
    out.printf(
        Locale.ROOT,
        "main files without package-info: %d; lines: median %d, p90 %d, largest %d%n",
        lines.length,
        lines[lines.length / 2],
        lines[(int) (0.9 * (lines.length - 1))],
        lines[lines.length - 1]);
    long hidden = main.stream().filter(one -> !one.isPublic()).count();
    out.printf(
        Locale.ROOT,
        "package-private: %d of %d top-level types (%.1f %%)%n",
        hidden,
        main.size(),
        100.0 * hidden / main.size());
    long unseen = main.stream().filter(one -> !one.isPublic() || one.isInternal()).count();
    out.printf(
        Locale.ROOT,
        "package-private or in an internal package: %d (%.1f %%)%n",
        unseen,
        100.0 * unseen / main.size());
  }

  private void packages(List<Source> all) {
    Map<String, Long> types =
        all.stream()
            .filter(one -> one.main() && one.isType())
            .collect(
                Collectors.groupingBy(Source::packageName, TreeMap::new, Collectors.counting()));
    out.printf(Locale.ROOT, "packages: %d; with more than %d types:%n", types.size(), MANY);
    types.forEach(
        (name, count) -> {
          if (count > MANY) {
            out.printf(Locale.ROOT, "  %s %d%n", name, count);
          }
        });
  }

  private void classes(Path root) throws IOException, InterruptedException {
    String classPath = classPath(root);
    if (classPath.isEmpty()) {
      out.println("classes of a pass: not counted, the tree is not compiled");
      return;
    }
    Path dir = Files.createTempDirectory("al4j-structure");
    Path program = Files.writeString(dir.resolve("Pass.java"), PROGRAM);
    String checkpoint =
        root.resolve("al-examples/src/main/resources/org/al4j/examples/checkpoint").toString();
    Set<String> training = loaded(classPath, program, "train", dir.resolve("model"), checkpoint);
    Set<String> forward = loaded(classPath, program, "predict", dir.resolve("model"), checkpoint);
    tell("a model read, and one forward pass", forward);
    tell("a checkpoint read, a training step, and the model saved", training);
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The modules' classes and the launcher's libraries; empty if there are none. */
  private static String classPath(Path root) throws IOException {
    List<String> parts = new ArrayList<>();
    String libraries = "";
    for (Path module : modules(root)) {
      Path list = module.resolve("target/al.classpath");
      libraries = Files.exists(list) ? Files.readString(list).strip() : libraries;
      if (Files.isDirectory(module.resolve("target/classes"))) {
        parts.add(module.resolve("target/classes").toString());
      }
    }
    parts.add(libraries);
    return libraries.isEmpty() ? "" : String.join(System.getProperty("path.separator"), parts);
  }

  private static Set<String> loaded(
      String classPath, Path program, String what, Path model, String checkpoint)
      throws IOException, InterruptedException {
    Path log = program.resolveSibling(what + ".log");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xlog:class+load:file=" + log + "::filesize=0",
            "-Dorg.bytedeco.javacpp.maxbytes=100%",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=300%",
            "-Dorg.nd4j.log.initialization=false",
            "-cp",
            classPath,
            program.toString(),
            what,
            model.toString(),
            checkpoint);
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("the program that is watched ended with " + code);
    }
    Matcher line = LOADED.matcher(Files.readString(log));
    Set<String> names = new TreeSet<>();
    while (line.find()) {
      if (!line.group(1).contains("$$")) {
        names.add(line.group(1));
      }
    }
    return names;
  }

  private void tell(String what, Set<String> names) {
    Set<String> files =
        names.stream()
            .map(name -> name.replaceFirst("\\$.*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    out.printf(
        Locale.ROOT,
        "%s: %d classes of the project, in %d files%n",
        what,
        names.size(),
        files.size());
    Map<String, Long> byPackage =
        files.stream()
            .collect(
                Collectors.groupingBy(
                    name -> name.substring(0, name.lastIndexOf('.')),
                    TreeMap::new,
                    Collectors.counting()));
    byPackage.forEach((name, count) -> out.printf(Locale.ROOT, "  %s %d%n", name, count));
  }
}
