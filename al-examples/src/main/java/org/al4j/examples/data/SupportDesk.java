package org.al4j.examples.data;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.study.Task;

/** The embedded data set that {@link SupportDeskGenerator} made. */
public final class SupportDesk {
  private SupportDesk() {}

  /** The data set: 2,400 texts to choose from, 600 to measure on. */
  public static Task<ClassLabel> task() {
    List<Labelled<ClassLabel>> train = read("support-desk-train.csv");
    LabelSpace labels =
        LabelSpace.sorted(train.stream().map(item -> item.annotation().name()).toList());
    return Task.ofClasses(
        "the embedded support desk texts", train, read("support-desk-test.csv"), labels);
  }

  private static List<Labelled<ClassLabel>> read(String resource) {
    try (InputStream in = SupportDesk.class.getResourceAsStream(resource);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
        CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(reader)) {
      return rows.stream().map(SupportDesk::item).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Labelled<ClassLabel> item(NamedCsvRecord row) {
    return new Labelled<>(
        Instance.ofText(row.getField("id"), row.getField("text")),
        new ClassLabel(row.getField("label")));
  }
}
