package org.al4j.examples.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.read.Splits;
import org.al4j.study.Task;

/** The embedded tagged sentences that {@link OrderDeskGenerator} made. */
public final class OrderDesk {
  private static final List<String> TYPES = List.of("DATE", "PERSON", "PLACE", "PRODUCT");

  private OrderDesk() {}

  /** The data set: 1,600 sentences to choose from, 400 to measure on. */
  public static Task<TagSequence> task() {
    Splits<TagSequence> splits =
        new Splits<>(
            read("order-desk-train.conll", 1),
            Optional.empty(),
            Optional.of(read("order-desk-test.conll", OrderDeskGenerator.TRAIN + 1)),
            List.of(),
            List.of());
    return Task.of("the embedded order desk sentences", TagSequence.class, splits);
  }

  /** A word and its tag a line, a blank line behind each sentence. */
  private static Dataset<TagSequence> read(String resource, int first) {
    List<Labelled<TagSequence>> sentences = new ArrayList<>();
    List<String> words = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    for (String line : lines(resource)) {
      if (line.isEmpty()) {
        String id = String.format(Locale.ROOT, "od-%04d", first + sentences.size());
        sentences.add(new Labelled<>(Instance.ofWords(id, words), new TagSequence(tags)));
        words.clear();
        tags.clear();
      } else {
        int blank = line.lastIndexOf('\t') < 0 ? line.lastIndexOf(' ') : line.lastIndexOf('\t');
        words.add(line.substring(0, blank));
        tags.add(line.substring(blank + 1));
      }
    }
    return new Dataset<>(sentences, labels());
  }

  private static LabelSpace labels() {
    return LabelSpace.sorted(
        Stream.concat(
                TYPES.stream().flatMap(type -> Stream.of("B-" + type, "I-" + type)), Stream.of("O"))
            .toList());
  }

  private static List<String> lines(String resource) {
    try (InputStream in = OrderDesk.class.getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
