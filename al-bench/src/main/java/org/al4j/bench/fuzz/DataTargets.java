package org.al4j.bench.fuzz;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.al4j.bench.fuzz.FuzzJudge.WrongResult;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.DataSummary;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.pool.Pool;
import org.al4j.core.read.Columns;
import org.al4j.core.read.Datasets;
import org.al4j.core.read.Duplicates;
import org.al4j.core.read.EmptyCell;
import org.al4j.core.read.LabelFormat;
import org.al4j.core.read.ReadOptions;
import org.al4j.core.read.Splits;

/** Readers of texts and labels. */
final class DataTargets {
  static final String CSV =
      """
      id,text,label,source
      a1,"The display, ""flickers"" again.",hardware,mail
      a2,my password does not work,account,mail
      a3,"two
      lines of it",account,phone
      a4,Der Bildschirm bleibt schwarz \u00e4\u00f6\u00fc,hardware,
      a5,\u663e\u793a\u5668\u574f\u4e86,hardware,web
      a6,please reset my account \ud83d\ude42,account,web
      """;

  static final String JSON_LINES =
      """
      {"id": "b1", "text": "the mouse is dead", "label": "hardware"}
      {"id": "b2", "text": "who am I? \\u00e9\\ud83d\\ude42", "label": "account", "more": [1, {"x": null}]}
      {"id": "b3", "text": "log in\\nfails", "label": "account"}
      {"id": "b4", "text": "keys stick", "label": "hardware", "score": 0.5}
      """;

  private DataTargets() {}

  static List<FuzzTarget> all() {
    return List.of(
        new FuzzTarget("csv", 250, DataTargets::csv),
        new FuzzTarget("jsonl", 250, DataTargets::json),
        new FuzzTarget("published", 150, DataTargets::published));
  }

  private static final String SETS =
      """
      text,labels,score,joy,fear,target
      what a day,joy;surprise,1.5,1,0,a good day
      no idea,,-2e-3,0,0,"nothing,
      said"
      who is there?,fear,0,0,1,a visitor
      who is there?,[],7.25,,,
      """;

  private static final String SAMSUM =
      """
      {"id": "1381", "dialogue": "Ann: Hi!\\r\\nJo: Tea?", "summary": "Jo offers Ann tea."}
      {"id": "1382-1", "dialogue": "Jo: Bye", "summary": "Jo leaves."}
      """;

  private static final String JSON_SETS =
      """
      {"text": "what a day", "label": ["joy", "fun"], "joy": 1, "fear": 0, "score": 5, "target": "ah"}
      {"text": "no idea", "label": [], "joy": 0, "fear": false, "score": "-1e3"}
      {"text": "who is there?", "label": "fear,joy", "joy": true, "fear": 1, "score": null}
      {"text": "nothing yet", "label": null}
      """;

  private static List<FuzzInput> csv(Path folder) throws IOException {
    String semicolons = CSV.replace(',', ';');
    return List.of(
        file(folder, "comma", "data.csv", CSV),
        file(folder, "semicolon", "data.csv", "\ufeff" + semicolons.replace("\n", "\r\n")),
        file(folder, "tab", "data.tsv", CSV.replace(',', '\t')),
        file(folder, "gzip", "data.csv.gz", CSV),
        kinds(folder, "sets", "data.csv", SETS, "labels"),
        kinds(folder, "sets-gzip", "data.tsv.gz", SETS.replace(',', '\t'), "labels"),
        file(folder, "lines", "data.txt", "one text\nanother text\n\na third one\n"));
  }

  private static List<FuzzInput> json(Path folder) throws IOException {
    String array = "[" + JSON_LINES.strip().replace("\n", ",\n") + "]\n";
    return List.of(
        file(folder, "lines", "data.jsonl", JSON_LINES),
        file(folder, "array", "data.json", array),
        kinds(folder, "sets", "data.jsonl", JSON_SETS, "label"),
        kinds(
            folder,
            "sets-array",
            "data.json",
            "[" + JSON_SETS.strip().replace("\n", ",\n") + "]\n",
            "label"),
        file(folder, "gzip", "data.jsonl.gz", JSON_LINES));
  }

  private static List<FuzzInput> published(Path folder) throws IOException {
    String norec = JSON_LINES.strip().replace("\n", ",\n").replace("hardware", "Positive");
    return List.of(
        folder(
            folder.resolve("trec"),
            Map.of(
                "train_5500.label", "DESC:manner How did it start ?\nHUM:ind Who is it ?\n",
                "TREC_10.label", "LOC:city Where is it ?\nDESC:def What is it ?\n")),
        folder(
            folder.resolve("ag"),
            Map.of(
                "train.csv",
                    "\"3\",\"A title\",\"A text, of it\"\n\"1\",\"Other\",\"War \\\\ news\"\n",
                "test.csv", "\"2\",\"Third\",\"Ball\"\n",
                "classes.txt", "World\nSports\nBusiness\nSci/Tech\n")),
        folder(
            folder.resolve("sst"),
            Map.of(
                "stsa.binary.train", "1 a fine film\n0 a dull one\n",
                "stsa.binary.dev", "0 no\n",
                "stsa.binary.test", "1 yes\n")),
        folder(
            folder.resolve("cedr"),
            Map.of(
                "cedr-main-train.csv", "text,labels,source\nOh ,[0 2],lj\n\"So, what\",[],lenta\n",
                "cedr-main-test.csv", "text,labels,source\nHm,[4],twitter\n")),
        folder(
            folder.resolve("samsum"),
            Map.of(
                "train.jsonl", SAMSUM,
                "validation.jsonl", SAMSUM.replace("Ann", "Bob"),
                "test.jsonl", SAMSUM.replace("13", "14"))),
        folder(folder.resolve("norec"), Map.of("binary.train.json", "[" + norec + "]")));
  }

  private static FuzzInput folder(Path dir, Map<String, String> files) throws IOException {
    Files.createDirectories(dir);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(dir.resolve(file.getKey()), file.getValue());
    }
    return new FuzzInput(
        dir, files.keySet().stream().sorted().toList(), (copy, number) -> dataset(copy));
  }

  private static FuzzInput file(Path folder, String name, String file, String content)
      throws IOException {
    Path dir = Files.createDirectories(folder.resolve(name));
    try (OutputStream plain = Files.newOutputStream(dir.resolve(file));
        OutputStream out = file.endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return new FuzzInput(dir, List.of(file), (copy, number) -> read(copy.resolve(file)));
  }

  /** A file with labels of every kind, each read by its format. */
  private static FuzzInput kinds(
      Path folder, String name, String file, String content, String label) throws IOException {
    FuzzInput plain = file(folder, name, file, content);
    ReadOptions sets = ReadOptions.of(Columns.of("text", label));
    List<Map.Entry<ReadOptions, LabelFormat<?>>> formats =
        List.of(
            Map.entry(sets, LabelFormat.labelSet(label.equals("labels") ? ";" : ",")),
            Map.entry(sets, LabelFormat.labelSet("|", EmptyCell.UNLABELLED)),
            Map.entry(ReadOptions.DEFAULT, LabelFormat.labelSetColumns("joy", "fear")),
            Map.entry(ReadOptions.of(Columns.of("text", "score")), LabelFormat.number()),
            Map.entry(
                sets.withColumns(Columns.of("text", "target")).withDuplicates(Duplicates.ONCE),
                LabelFormat.targetText()));
    return new FuzzInput(
        plain.folder(),
        List.of(file),
        (copy, number) -> {
          Map.Entry<ReadOptions, LabelFormat<?>> one =
              formats.get((int) Math.floorMod(number, (long) formats.size()));
          dataset(copy.resolve(file), one.getKey(), one.getValue());
        });
  }

  private static void read(Path file) {
    if (!file.toString().endsWith(".txt")) {
      dataset(file);
    }
    Corpus corpus = Datasets.readTexts(file, ReadOptions.DEFAULT);
    corpus.forEach(DataTargets::use);
    int[] rows = {0};
    Datasets.forEach(file, ReadOptions.DEFAULT, row -> rows[0]++);
    if (rows[0] == 0) {
      throw new WrongResult("no rows, and no refusal");
    }
    Datasets.sha256(file);
  }

  private static void dataset(Path pathOrFolder) {
    LabelFormat<?> labels = Datasets.labelFormat(pathOrFolder, ReadOptions.DEFAULT);
    dataset(pathOrFolder, ReadOptions.DEFAULT, labels);
  }

  private static <A extends Annotation> void dataset(
      Path pathOrFolder, ReadOptions options, LabelFormat<A> labels) {
    Splits<A> splits = Datasets.open(pathOrFolder, Optional.empty(), options, labels);
    use(splits.train());
    splits.validation().ifPresent(DataTargets::use);
    splits.test().ifPresent(DataTargets::use);
  }

  private static <A extends Annotation> void use(Dataset<A> dataset) {
    LabelSpace labels = dataset.labels();
    for (Labelled<A> item : dataset.items()) {
      use(item.instance());
      if (labels.refusal(item.instance(), item.annotation()).isPresent()) {
        throw new WrongResult("a label outside the label space");
      }
    }
    if (DataSummary.of(dataset).line().lines().count() > 1) {
      throw new WrongResult("a summary of several lines");
    }
    Pool.of(dataset);
  }

  private static void use(Instance instance) {
    if (instance.id().isEmpty()) {
      throw new WrongResult("an empty id");
    }
  }
}
