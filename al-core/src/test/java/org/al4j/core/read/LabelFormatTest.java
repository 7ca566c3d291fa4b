package org.al4j.core.read;

import static org.al4j.core.read.DataFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.TagSequence;
import org.al4j.core.data.TargetText;
import org.al4j.core.pool.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rows of each format give: annotations, unlabelled rows, label space, attributes. */
class LabelFormatTest {
  @TempDir Path folder;

  private static LabelSet set(String... names) {
    return LabelSet.of(List.of(names));
  }

  private <A extends Annotation> Dataset<A> read(
      String name, String content, LabelFormat<A> labels) {
    return Datasets.read(write(folder, name, content), ReadOptions.DEFAULT, labels);
  }

  /** The annotation of a text; empty where it is unlabelled. */
  private static <A extends Annotation> Optional<A> label(Dataset<A> dataset, String text) {
    assertEquals(
        1,
        dataset.items().stream().filter(item -> item.instance().text().equals(text)).count()
            + dataset.unlabelled().stream().filter(one -> one.text().equals(text)).count(),
        text);
    return dataset.items().stream()
        .filter(item -> item.instance().text().equals(text))
        .map(item -> item.annotation())
        .findFirst();
  }

  private static Map<String, String> attributes(Dataset<?> dataset, String text) {
    for (Instance instance : dataset.corpus()) {
      if (instance.text().equals(text)) {
        return instance.attributes();
      }
    }
    throw new AssertionError("no text " + text);
  }

  @Test
  void labelSet_separatedNames_anEmptyCellIsTheEmptySet() {
    Dataset<LabelSet> data =
        read(
            "a.csv",
            "text,labels,source\na,joy; fear,lj\nb,,lj\nc,fear;;joy;,tw\nd,[],tw\ne,anger,\n",
            LabelFormat.labelSet(";"));
    assertEquals(Optional.of(set("fear", "joy")), label(data, "a"));
    assertEquals(Optional.of(set()), label(data, "b"));
    assertEquals(Optional.of(set("fear", "joy")), label(data, "c"));
    assertEquals(Optional.of(set()), label(data, "d"));
    assertEquals(Optional.of(set("anger")), label(data, "e"));
    assertEquals(LabelSpace.of("anger", "fear", "joy"), data.labels());
    assertEquals(Map.of("source", "lj"), attributes(data, "b"));
    Pool<LabelSet> pool = Pool.of(data);
    assertEquals(5, pool.labelledCount());
  }

  @Test
  void labelSet_emptyCellsUnlabelled_onlyBracketsAreTheEmptySet() {
    Dataset<LabelSet> data =
        read(
            "a.csv",
            "text,label\na,x\nb,\nc,[]\nd, \n",
            LabelFormat.labelSet(",", EmptyCell.UNLABELLED));
    assertEquals(Optional.of(set("x")), label(data, "a"));
    assertEquals(Optional.empty(), label(data, "b"));
    assertEquals(Optional.of(set()), label(data, "c"));
    assertEquals(Optional.empty(), label(data, "d"));
  }

  @Test
  void labelSet_json_arraysAndStringsAreSetsAndNullIsUnlabelled() {
    String rows =
        """
        {"text": "a", "labels": ["joy", " fear "], "n": 1}
        {"text": "b", "labels": []}
        {"text": "c", "labels": "fear,joy"}
        {"text": "d", "labels": ""}
        {"text": "e", "labels": null}
        {"text": "f"}
        {"text": "g", "labels": [2, 10]}
        """;
    for (String name : List.of("a.jsonl", "a.json")) {
      String content = name.endsWith("l") ? rows : "[" + rows.strip().replace("\n", ",\n") + "]";
      Dataset<LabelSet> data = read(name, content, LabelFormat.labelSet());
      assertEquals(Optional.of(set("fear", "joy")), label(data, "a"));
      assertEquals(Optional.of(set()), label(data, "b"));
      assertEquals(Optional.of(set("fear", "joy")), label(data, "c"));
      assertEquals(Optional.of(set()), label(data, "d"));
      assertEquals(Optional.empty(), label(data, "e"));
      assertEquals(Optional.empty(), label(data, "f"));
      assertEquals(Optional.of(set("10", "2")), label(data, "g"));
      assertEquals(Map.of("n", "1"), attributes(data, "a"));
      assertEquals(List.of("10", "2", "fear", "joy"), data.labels().names());
    }
  }

  @Test
  void labelSet_jsonArrayInACell_isTheSame() {
    Dataset<LabelSet> data =
        read(
            "a.csv",
            "text,label\na,\"[\"\"x, y\"\", \"\"z\"\"]\"\nb,\"[1, 12]\"\n",
            LabelFormat.labelSet());
    assertEquals(Optional.of(set("x, y", "z")), label(data, "a"));
    assertEquals(Optional.of(set("1", "12")), label(data, "b"));
  }

  @Test
  void labelSetColumns_zerosAndOnes_areNoAttributesAndDeclareTheOrder() {
    String csv =
        """
        id,text,joy,Anger,fear,source
        1,a,1,0,1,x
        2,b,0,0,0,x
        3,c,,,,x
        4,d,TRUE,false,0.0,x
        5,e,0,1.0,0,
        """;
    Dataset<LabelSet> data =
        Datasets.read(
            write(folder, "a.csv", csv),
            ReadOptions.of(Columns.DEFAULT.withId("id")),
            LabelFormat.labelSetColumns("joy", "fear", "anger"));
    assertEquals(Optional.of(set("fear", "joy")), label(data, "a"));
    assertEquals(Optional.of(set()), label(data, "b"));
    assertEquals(Optional.empty(), label(data, "c"));
    assertEquals(Optional.of(set("joy")), label(data, "d"));
    assertEquals(Optional.of(set("anger")), label(data, "e"));
    assertEquals(List.of("joy", "fear", "anger"), data.labels().names());
    assertEquals(Map.of("source", "x"), attributes(data, "a"));
    assertEquals("5", data.corpus().get(4).id());
  }

  @Test
  void labelSetColumns_json_missingFieldsAreUnlabelled() {
    Dataset<LabelSet> data =
        read(
            "a.jsonl",
            "{\"text\":\"a\",\"x\":1,\"y\":false,\"z\":5}\n{\"text\":\"b\"}\n"
                + "{\"text\":\"c\",\"x\":\"0\",\"y\":0}\n",
            LabelFormat.labelSetColumns("x", "y"));
    assertEquals(Optional.of(set("x")), label(data, "a"));
    assertEquals(Optional.empty(), label(data, "b"));
    assertEquals(Optional.of(set()), label(data, "c"));
    assertEquals(Map.of("z", "5"), attributes(data, "a"));
  }

  @Test
  void number_anySpelling_isItsValueAndEmptyIsUnlabelled() {
    Dataset<RealValue> data =
        read(
            "a.csv",
            "text,label\na,1.5\nb,\nc, -3 \nd,+.5e1\ne,1e-3\nf,-0\ng,7.\n",
            LabelFormat.number());
    assertEquals(Optional.of(new RealValue(1.5)), label(data, "a"));
    assertEquals(Optional.empty(), label(data, "b"));
    assertEquals(Optional.of(new RealValue(-3)), label(data, "c"));
    assertEquals(Optional.of(new RealValue(5)), label(data, "d"));
    assertEquals(Optional.of(new RealValue(0.001)), label(data, "e"));
    assertEquals(Optional.of(new RealValue(0)), label(data, "f"));
    assertEquals(Optional.of(new RealValue(7)), label(data, "g"));
    assertEquals(LabelSpace.none(), data.labels());
    Dataset<RealValue> json =
        read(
            "a.jsonl",
            "{\"text\":\"a\",\"value\":-2.5}\n{\"text\":\"b\",\"value\":\"4\"}\n",
            LabelFormat.number());
    assertEquals(Optional.of(new RealValue(-2.5)), label(json, "a"));
    assertEquals(Optional.of(new RealValue(4)), label(json, "b"));
  }

  @Test
  void targetText_keepsTheTextAsItIs() {
    Dataset<TargetText> data =
        read(
            "a.csv",
            "text,target,n\na,\" A b.\n\",1\nb,,2\nc,\"  \",3\n",
            LabelFormat.targetText());
    assertEquals(Optional.of(new TargetText(" A b.\n")), label(data, "a"));
    assertEquals(Optional.empty(), label(data, "b"));
    assertEquals(Optional.empty(), label(data, "c"));
    assertEquals(LabelSpace.none(), data.labels());
    assertEquals(Map.of("n", "1"), attributes(data, "a"));
  }

  @Test
  void open_usualColumnOfTheKind_isNotedAndANamedOneWins() {
    Path file = write(folder, "a.csv", "text,labels,kind\na,x,u\n");
    Splits<LabelSet> found =
        Datasets.open(file, Optional.empty(), ReadOptions.DEFAULT, LabelFormat.labelSet());
    assertEquals(List.of("a.csv: the label is column 'labels'"), found.notes());
    Splits<LabelSet> named =
        Datasets.open(
            file,
            Optional.empty(),
            ReadOptions.of(Columns.of("text", "kind")),
            LabelFormat.labelSet());
    assertEquals(List.of(), named.notes());
    assertEquals(Optional.of(set("u")), label(named.train(), "a"));
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> Datasets.read(file, ReadOptions.DEFAULT));
    assertEquals(
        file + ":1: no column 'label'; columns found: text, labels, kind", error.getMessage());
  }

  @Test
  void open_partsOfSets_shareTheUnionAndATestPartOfEmptyCellsIsWithheld() {
    write(folder, "train.csv", "text,label\na,x;y\nb,\n");
    write(folder, "val.csv", "text,label\nc,z\n");
    write(folder, "test.csv", "text,label\nd,\ne,\n");
    Splits<LabelSet> splits =
        Datasets.open(folder, Optional.empty(), ReadOptions.DEFAULT, LabelFormat.labelSet(";"));
    assertEquals(List.of("x", "y", "z"), splits.train().labels().names());
    assertEquals(2, splits.train().items().size());
    assertEquals(Optional.of(set("z")), label(splits.test().orElseThrow(), "c"));
    assertEquals(
        List.of(
            "test.csv: every label is empty, so that all rows count as unlabelled",
            "test.csv: has no labels and is left out; the test part is val.csv"),
        splits.notes());
  }

  @Test
  void labelSetColumns_testPartWithSomeOfThem_isRefused() {
    write(folder, "train.csv", "text,x,y\na,1,0\n");
    Path test = write(folder, "test.csv", "text,x\nb,1\n");
    LabelFormat<LabelSet> columns = LabelFormat.labelSetColumns("x", "y");
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () -> Datasets.open(folder, Optional.empty(), ReadOptions.DEFAULT, columns));
    assertEquals(test + ":1: no column 'y'; columns found: text, x", error.getMessage());
    write(folder, "test.csv", "text\nb\n");
    Splits<LabelSet> withheld =
        Datasets.open(folder, Optional.empty(), ReadOptions.DEFAULT, columns);
    assertTrue(withheld.test().isEmpty());
  }

  /** Words and tags in two columns, with blanks between them: the place for tagging readers. */
  private record WordTags() implements LabelFormat<TagSequence> {
    @Override
    public Class<TagSequence> kind() {
      return TagSequence.class;
    }

    @Override
    public TagSequence annotation(LabelCells cells) {
      return new TagSequence(words(cells.first()));
    }

    @Override
    public List<String> words(String text) {
      return Arrays.asList(text.strip().split("\\s+"));
    }

    @Override
    public String describe() {
      return "words";
    }
  }

  @Test
  void annotation_aFormatOfOnesOwn_givesWordsWithTags() {
    Dataset<TagSequence> data =
        read("a.csv", "text,label\nAnn  sleeps,B-PER O\nHm,\n", new WordTags());
    assertEquals(Optional.of(new TagSequence(List.of("B-PER", "O"))), label(data, "Ann sleeps"));
    assertEquals(List.of("Ann", "sleeps"), data.items().get(0).instance().words());
    assertEquals(List.of("Hm"), data.unlabelled().get(0).words());
    assertEquals(LabelSpace.of("B-PER", "I-PER", "O"), data.labels());
    Path bad = folder.resolve("b.csv");
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () -> read("b.csv", "text,label\nAnn sleeps,O\n", new WordTags()));
    assertEquals(bad + ":2: 1 tags for 2 words; give one tag per word", error.getMessage());
  }
}
