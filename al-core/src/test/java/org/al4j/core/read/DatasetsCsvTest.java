package org.al4j.core.read;

import static org.al4j.core.read.DataFiles.items;
import static org.al4j.core.read.DataFiles.read;
import static org.al4j.core.read.DataFiles.sorted;
import static org.al4j.core.read.DataFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms of CSV that people have. */
class DatasetsCsvTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "a.csv ! text;label~good, very;pos~bad;neg~",
        "a.csv ! \"text\";\"label\"~\"good, very\";\"pos\"~\"bad\";\"neg\"~",
        "a.csv ! id;text;label;source~1;good, very;pos;x~2;bad;neg;y~",
        "a.csv ! text\tlabel~good, very\tpos~bad\tneg~",
        "a.csv ! text|label~good, very|pos~bad|neg~",
        "a.csv ! sep=;~text;label~good, very;pos~bad;neg~",
        "a.csv ! TEXT,Label~\"good, very\",pos~bad,neg~",
        "a.csv ! text,label~\"good, very\",pos~bad,neg~,~,~",
        "a.CSV ! text,label~\"good, very\",pos~bad,neg~",
        "a.Csv.GZ ! text,label~\"good, very\",pos~bad,neg~",
        "a.tsv ! text\tlabel~good, very\tpos~bad\tneg~",
        "a.tab ! sentence\tlabel~good, very\tpos~bad\tneg~",
        "a.tsv ! text;label~good, very;pos~bad;neg~",
      })
  void read_delimitersAndNamesAsFound_giveTheRows(String name, String content) {
    Path file = write(folder, name, content.replace('~', '\n').getBytes(StandardCharsets.UTF_8));
    assertEquals(sorted("pos|good, very", "neg|bad"), items(read(file)));
  }

  @Test
  void open_guessedDelimiterAndColumn_areSaid() {
    Path file = write(folder, "a.csv", "sentence;label\ngood;pos\n");
    assertEquals(
        List.of(
            "a.csv: columns separated by semicolon, as its header shows",
            "a.csv: the text is column 'sentence'"),
        Datasets.open(file, Optional.empty(), ReadOptions.DEFAULT).notes());
    Path plain = write(folder, "b.csv", "text,label\ngood; very,pos\n");
    assertEquals(List.of(), Datasets.open(plain, Optional.empty(), ReadOptions.DEFAULT).notes());
  }

  @Test
  void read_delimiterNamed_isNotGuessed() {
    Path file = write(folder, "a.csv", "text:label,b\ngood:pos\n");
    assertEquals(
        "a.csv:1: no column 'text'; columns found: text:label, b",
        assertThrows(InvalidInputException.class, () -> read(file))
            .getMessage()
            .replace(folder + "/", ""));
    Columns columns = Columns.of("text", "label,b");
    assertEquals(
        List.of("pos|good"),
        items(Datasets.read(file, ReadOptions.of(columns).withDelimiter(':'))));
  }

  @Test
  void read_withoutHeader_takesTheColumnsByNumber() {
    Path file = write(folder, "a.csv", "1;good, very;pos\n2;bad;neg\n");
    ReadOptions options = ReadOptions.of(Columns.of("2", "3").withId("1")).withoutHeader();
    Dataset<ClassLabel> dataset = Datasets.read(file, options);
    assertEquals(List.of("pos|good, very", "neg|bad").stream().sorted().toList(), items(dataset));
    assertEquals("1", dataset.items().get(0).instance().id());
    Path two = write(folder, "b.csv", "good,pos\nbad,neg\n");
    assertEquals(
        sorted("pos|good", "neg|bad"),
        items(Datasets.read(two, ReadOptions.DEFAULT.withoutHeader())));
  }

  @Test
  void read_withoutQuotes_takesQuotesAsText() {
    Path file = write(folder, "a.tsv", "text\tlabel\n\"good\tpos\nso \"bad\"\tneg\n");
    assertThrows(InvalidInputException.class, () -> read(file));
    assertEquals(
        sorted("pos|\"good", "neg|so \"bad\""),
        items(Datasets.read(file, ReadOptions.DEFAULT.withoutQuotes())));
  }

  @Test
  void read_encodingNamedOrMarked_decodes() {
    String csv = "text;label\nsch\u00f6n f\u00fcr 5 \u20ac;gut\n";
    Path excel = write(folder, "a.csv", csv, Charset.forName("windows-1252"));
    ReadOptions options = ReadOptions.DEFAULT.withEncoding(Charset.forName("windows-1252"));
    List<String> expected = List.of("gut|sch\u00f6n f\u00fcr 5 \u20ac");
    assertEquals(expected, items(Datasets.read(excel, options)));
    for (String charset : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE")) {
      Path marked = write(folder, "b.csv", "\uFEFF" + csv, Charset.forName(charset));
      assertEquals(expected, items(read(marked)), charset);
      assertEquals(expected, items(Datasets.read(marked, options)), charset);
    }
    Path unmarked = write(folder, "c.csv", csv, StandardCharsets.UTF_16LE);
    assertTrue(
        assertThrows(InvalidInputException.class, () -> read(unmarked))
            .getMessage()
            .endsWith(
                ":1: a NUL character, which no text has; if the file is UTF-16, say so:"
                    + " --encoding UTF-16LE"));
    assertEquals(
        expected, items(Datasets.read(unmarked, options.withEncoding(StandardCharsets.UTF_16LE))));
  }

  @Test
  void read_furtherColumns_areAttributes() {
    Path csv = write(folder, "a.csv", ",text,label,date,date\n0,a,x,2020,\n");
    assertEquals(
        Map.of("column 1", "0", "date", "2020", "column 5", ""),
        read(csv).items().get(0).instance().attributes());
    Path jsonl =
        write(
            folder,
            "a.jsonl",
            "{\"text\":\"a\",\"label\":1,\"n\":1.50,\"b\":true,\"z\":null,\"s\":\"t\","
                + "\"o\":{\"k\": [1, 2]}}");
    assertEquals(
        Map.of("n", "1.50", "b", "true", "s", "t", "o", "{\"k\":[1,2]}"),
        read(jsonl).items().get(0).instance().attributes());
  }

  @Test
  void read_attributesOfEqualTexts_stayWithTheirLabels() {
    String[] rows = {"t,x,1\n", "t,y,2\n", "t,x,3\n", "t,,4\n"};
    Dataset<ClassLabel> first =
        read(write(folder, "a.csv", "text,label,n\n" + String.join("", rows)));
    Dataset<ClassLabel> second =
        read(write(folder, "b.csv", "text,label,n\n" + rows[3] + rows[2] + rows[1] + rows[0]));
    assertEquals(first, second);
    assertEquals(
        sorted("x1", "y2", "x3"),
        first.items().stream()
            .map(item -> item.annotation().name() + item.instance().attributes().get("n"))
            .sorted()
            .toList());
  }

  @Test
  void read_packedUnderAPlainName_isUnpacked() {
    Path packed = write(folder, "a.csv.gz", "text,label\na,x\n");
    Path named = folder.resolve("b.csv");
    assertTrue(packed.toFile().renameTo(named.toFile()));
    assertEquals(List.of("x|a"), items(read(named)));
    Path zip = write(folder, "c.csv", "PK\u0003\u0004rest");
    assertEquals(
        zip + ":1: a zip file or spreadsheet; unpack it, or save the sheet as CSV (UTF-8)",
        assertThrows(InvalidInputException.class, () -> read(zip)).getMessage());
  }

  @Test
  void read_manyRows_takesSeconds() {
    StringBuilder csv = new StringBuilder("text;label;source\n");
    for (int i = 0; i < 300_000; i++) {
      csv.append("a text with a few words, number ").append(i).append(";c").append(i % 3);
      csv.append(";web\n");
    }
    Path file = write(folder, "a.csv", csv.toString());
    int items = assertTimeout(Duration.ofSeconds(20), () -> read(file)).items().size();
    assertEquals(300_000, items);
  }
}
