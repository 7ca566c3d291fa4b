package org.al4j.core.read;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.TargetText;
import org.al4j.core.read.internal.ClassFileRows;
import org.al4j.core.read.internal.ClassFolders;
import org.al4j.core.read.internal.CsvRows;
import org.al4j.core.read.internal.JsonRows;
import org.al4j.core.read.internal.RowReader;
import org.al4j.core.read.internal.Source;
import org.al4j.core.read.internal.SstRows;
import org.al4j.core.read.internal.TextLines;
import org.al4j.core.read.internal.TrecRows;
import org.al4j.testkit.ReaderContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every form of data file keeps the testkit's contract. */
class ReadersContractTest {
  /** A contract that says which reader it is about. */
  private abstract static class OfReader<A extends Annotation> extends ReaderContract<A> {
    abstract Class<? extends RowReader> reader();

    @Test
    void format_file_hasTheReader(@TempDir Path folder) throws IOException {
      Source source = Source.of(write(folder));
      assertInstanceOf(reader(), Format.of(source, options(), labels().kind()).reader());
    }
  }

  private abstract static class OfClasses extends OfReader<ClassLabel> {
    @Override
    protected Map<String, Optional<ClassLabel>> rows() {
      return Map.of("red apple", of("fruit"), "raw leek", of("vegetable"), "a pear", of("fruit"));
    }

    @Override
    protected LabelFormat<ClassLabel> labels() {
      return LabelFormat.classLabel();
    }
  }

  private static Optional<ClassLabel> of(String name) {
    return Optional.of(new ClassLabel(name));
  }

  @Nested
  class Csv extends OfClasses {
    @Override
    protected Path write(Path folder) throws IOException {
      return file(
          folder,
          "a.csv",
          "text,label",
          "red apple,fruit",
          "\"raw leek\",vegetable",
          "a pear,fruit");
    }

    @Override
    Class<? extends RowReader> reader() {
      return CsvRows.class;
    }
  }

  @Nested
  class Tsv extends OfClasses {
    @Override
    protected Path write(Path folder) throws IOException {
      return file(
          folder,
          "a.tsv",
          "label\ttext",
          "fruit\tred apple",
          "vegetable\traw leek",
          "fruit\ta pear");
    }

    @Override
    Class<? extends RowReader> reader() {
      return CsvRows.class;
    }
  }

  @Nested
  class JsonLines extends OfClasses {
    @Override
    protected Path write(Path folder) throws IOException {
      return file(
          folder,
          "a.jsonl",
          "{\"text\": \"red apple\", \"label\": \"fruit\"}",
          "{\"text\": \"raw leek\", \"label\": \"vegetable\"}",
          "{\"text\": \"a pear\", \"label\": \"fruit\"}");
    }

    @Override
    Class<? extends RowReader> reader() {
      return JsonRows.LINES.getDeclaringClass();
    }
  }

  @Nested
  class JsonArray extends OfClasses {
    @Override
    protected Path write(Path folder) throws IOException {
      return file(
          folder,
          "a.json",
          "[{\"text\": \"red apple\", \"label\": \"fruit\"},",
          "{\"text\": \"raw leek\", \"label\": \"vegetable\"},",
          "{\"text\": \"a pear\", \"label\": \"fruit\"}]");
    }

    @Override
    Class<? extends RowReader> reader() {
      return JsonRows.ARRAY.getDeclaringClass();
    }
  }

  @Nested
  class Lines extends OfClasses {
    @Override
    protected Map<String, Optional<ClassLabel>> rows() {
      return Map.of("red apple", Optional.empty(), "raw leek", Optional.empty());
    }

    @Override
    protected Path write(Path folder) throws IOException {
      return file(folder, "a.txt", "red apple", "raw leek");
    }

    @Override
    Class<? extends RowReader> reader() {
      return TextLines.class;
    }
  }

  @Nested
  class Folders extends OfClasses {
    @Override
    protected Path write(Path folder) throws IOException {
      Files.writeString(Files.createDirectory(folder.resolve("fruit")).resolve("1.txt"), "a pear");
      Files.writeString(folder.resolve("fruit").resolve("2.txt"), "red apple");
      Files.writeString(
          Files.createDirectory(folder.resolve("vegetable")).resolve("1.txt"), "raw leek");
      return folder;
    }

    @Override
    protected Path fileOf(Path written) {
      return written.resolve("fruit").resolve("2.txt");
    }

    @Override
    Class<? extends RowReader> reader() {
      return ClassFolders.class;
    }
  }

  @Nested
  class AgNews extends OfClasses {
    @Override
    protected Path write(Path folder) throws IOException {
      file(folder, "classes.txt", "fruit", "vegetable");
      return file(
          folder,
          "train.csv",
          "\"1\",\"red\",\"apple\"",
          "\"2\",\"raw\",\"leek\"",
          "\"1\",\"a\",\"pear\"");
    }

    @Override
    Class<? extends RowReader> reader() {
      return ClassFileRows.class;
    }
  }

  @Nested
  class Trec extends OfClasses {
    @Override
    protected Map<String, Optional<ClassLabel>> rows() {
      return Map.of("Who was he ?", of("HUM"), "What is an atom ?", of("DESC"));
    }

    @Override
    protected Path write(Path folder) throws IOException {
      return file(folder, "train.label", "HUM:ind Who was he ?", "DESC:def What is an atom ?");
    }

    @Override
    protected boolean takesCrLf() {
      return false;
    }

    @Override
    Class<? extends RowReader> reader() {
      return TrecRows.class;
    }
  }

  @Nested
  class Sst extends OfClasses {
    @Override
    protected Map<String, Optional<ClassLabel>> rows() {
      return Map.of("a fine film", of("positive"), "a dull film", of("negative"));
    }

    @Override
    protected Path write(Path folder) throws IOException {
      return file(folder, "stsa.binary.train", "1 a fine film", "0 a dull film");
    }

    @Override
    protected boolean takesCrLf() {
      return false;
    }

    @Override
    Class<? extends RowReader> reader() {
      return SstRows.class;
    }
  }

  @Nested
  class Cedr extends OfReader<LabelSet> {
    @Override
    protected Map<String, Optional<LabelSet>> rows() {
      return Map.of(
          "what a day", Optional.of(LabelSet.of(List.of("joy", "surprise"))),
          "it rains", Optional.of(LabelSet.of(List.of())));
    }

    @Override
    protected Path write(Path folder) throws IOException {
      return file(
          folder,
          "cedr-main-train.csv",
          "text,labels,source",
          "what a day,[0 2],twitter",
          "it rains,[],news");
    }

    @Override
    protected LabelFormat<LabelSet> labels() {
      return LabelFormat.labelSet();
    }

    @Override
    Class<? extends RowReader> reader() {
      return CsvRows.class;
    }
  }

  @Nested
  class Samsum extends OfReader<TargetText> {
    @Override
    protected Map<String, Optional<TargetText>> rows() {
      return Map.of(
          "A: hi", Optional.of(new TargetText("A greets.")),
          "B: bye", Optional.of(new TargetText("B leaves.")));
    }

    @Override
    protected Path write(Path folder) throws IOException {
      return file(
          folder,
          "train.json",
          "[{\"id\": \"1\", \"dialogue\": \"A: hi\", \"summary\": \"A greets.\"},",
          "{\"id\": \"2\", \"dialogue\": \"B: bye\", \"summary\": \"B leaves.\"}]");
    }

    @Override
    protected LabelFormat<TargetText> labels() {
      return LabelFormat.targetText();
    }

    @Override
    Class<? extends RowReader> reader() {
      return JsonRows.class;
    }
  }
}
