package org.al4j.core.tags;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.io.IoReason;

/**
 * Writes tagged sentences in the forms that {@link org.al4j.core.read.Datasets} reads, so that they
 * read back as the same texts, words and spans: as a whole, or not at all. Tags are IOB2. Spans are
 * characters of the instance's text, counted as the form counts them.
 *
 * <p>All methods: sentences stand in the order given, a wrong number of tags is an {@link
 * InvalidInputException} that names the instance, and a file that cannot be written an {@link
 * UncheckedIOException}; what was there before is still there then.
 */
public final class TagFiles {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String DOCUMENT = "document";
  private static final String DOCUMENT_START = "-DOCSTART-";
  private static final String TEXT = "text";
  private static final String LABEL = "label";
  private static final String START = "start";
  private static final String END = "end";

  private TagFiles() {}

  /**
   * Writes words and tags in two columns with a blank between them, and an empty line behind each
   * sentence. Texts are not kept, only their words. Where the attribute {@code document} changes,
   * {@code -DOCSTART-} stands before; documents are numbered anew when they are read.
   *
   * @throws InvalidInputException if a word or a type has a blank in it
   */
  public static void writeConll(Path file, List<Labelled<TagSequence>> items, TagScheme scheme) {
    StringBuilder out = new StringBuilder();
    String open = "";
    for (Labelled<TagSequence> item : items) {
      String document = item.instance().attributes().getOrDefault(DOCUMENT, "");
      if (!document.equals(open)) {
        out.append(DOCUMENT_START).append(" O\n\n");
        open = document;
      }
      List<String> words = words(item);
      List<String> tags = scheme.tags(spans(item), words.size());
      for (int i = 0; i < tags.size(); i++) {
        column(item.instance(), words.get(i), out).append(' ');
        column(item.instance(), tags.get(i), out).append('\n');
      }
      out.append('\n');
    }
    write(file, out);
  }

  private static StringBuilder column(Instance instance, String cell, StringBuilder out) {
    boolean blank = cell.chars().anyMatch(c -> c == ' ' || c == '\t' || c == '\n' || c == '\r');
    if (blank || cell.isBlank() || cell.equals(DOCUMENT_START)) {
      throw bad(instance, "columns cannot have the word or tag '" + cell + "'; write JSON");
    }
    return out.append(cell);
  }

  /** Writes RuMedNER's form: JSON lines with {@code idx}, {@code tokens} and {@code ner_tags}. */
  public static void writeTokens(Path file, List<Labelled<TagSequence>> items) {
    lines(
        file,
        items,
        item -> {
          Instance instance = item.instance();
          ObjectNode node = JSON.objectNode();
          node.put("idx", instance.attributes().getOrDefault("idx", instance.id()));
          ArrayNode words = node.putArray("tokens");
          words(item).forEach(words::add);
          ArrayNode tags = node.putArray("ner_tags");
          TagScheme.IOB2.tags(spans(item), words.size()).forEach(tags::add);
          return node;
        });
  }

  /** Writes doccano's JSON lines: {@code [start, end, "type"]} in code points. */
  public static void writeDoccano(Path file, List<Labelled<TagSequence>> items) {
    lines(
        file,
        items,
        item -> {
          String text = item.instance().text();
          ObjectNode node = JSON.objectNode().put("id", item.instance().id()).put(TEXT, text);
          ArrayNode spans = node.putArray(LABEL);
          for (CharSpan span : characters(item)) {
            spans.addArray().add(span.startPoint(text)).add(span.endPoint(text)).add(span.type());
          }
          return node;
        });
  }

  /** Writes Prodigy's JSON lines, accepted: tokens and spans in code points. */
  public static void writeProdigy(Path file, List<Labelled<TagSequence>> items) {
    lines(file, items, TagFiles::prodigy);
  }

  private static ObjectNode prodigy(Labelled<TagSequence> item) {
    String text = item.instance().text();
    WordOffsets words = WordOffsets.of(item.instance());
    ObjectNode node = JSON.objectNode().put(TEXT, text);
    node.putObject("meta").put("id", item.instance().id());
    ArrayNode tokens = node.putArray("tokens");
    for (int i = 0; i < words.size(); i++) {
      CharSpan word = words.characters(new Span("", i, i + 1));
      boolean blank = word.end() < text.length() && text.charAt(word.end()) == ' ';
      place(tokens.addObject().put(TEXT, word.of(text)), word, text).put("id", i).put("ws", blank);
    }
    ArrayNode spans = node.putArray("spans");
    for (Span span : spans(item)) {
      place(spans.addObject(), words.characters(span), text)
          .put("token_start", span.first())
          .put("token_end", span.end() - 1)
          .put(LABEL, span.type());
    }
    return node.put("answer", "accept");
  }

  private static ObjectNode place(ObjectNode node, CharSpan span, String text) {
    return node.put(START, span.startPoint(text)).put(END, span.endPoint(text));
  }

  /**
   * Writes tasks of Label Studio with one annotation each, to import: one JSON array; spans in
   * UTF-16 units, of a control called {@code label} on a text called {@code text}.
   */
  public static void writeLabelStudio(Path file, List<Labelled<TagSequence>> items) {
    ArrayNode tasks = JSON.arrayNode();
    for (Labelled<TagSequence> item : items) {
      String text = item.instance().text();
      ObjectNode task = tasks.addObject();
      task.putObject("data").put(TEXT, text);
      task.putObject("meta").put("id", item.instance().id());
      ArrayNode result = task.putArray("annotations").addObject().putArray("result");
      for (CharSpan span : characters(item)) {
        ObjectNode region = result.addObject().put("id", "s" + (result.size() - 1));
        region.put("from_name", LABEL).put("to_name", TEXT).put("type", "labels");
        ObjectNode value = region.putObject("value").put(START, span.start()).put(END, span.end());
        value.put(TEXT, span.of(text)).putArray("labels").add(span.type());
      }
    }
    write(file, new StringBuilder(tasks.toPrettyString()).append('\n'));
  }

  /**
   * Writes brat's pair: a sentence a line into {@code file}, whose name ends in {@code .txt}, and
   * the spans in code points of the whole into the {@code .ann} beside it.
   *
   * @throws InvalidInputException if the name ends otherwise, or a text has a line end in it, or a
   *     type has a blank
   */
  public static void writeBrat(Path file, List<Labelled<TagSequence>> items) {
    String name = String.valueOf(file.getFileName());
    if (!name.endsWith(".txt")) {
      throw new InvalidInputException("brat's text must be called .txt, found " + file);
    }
    StringBuilder texts = new StringBuilder();
    StringBuilder spans = new StringBuilder();
    int offset = 0;
    int number = 0;
    for (Labelled<TagSequence> item : items) {
      String text = item.instance().text();
      if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
        throw bad(item.instance(), "a text of brat is a line, found one with a line end");
      }
      for (CharSpan span : characters(item)) {
        number++;
        spans.append('T').append(number).append('\t');
        column(item.instance(), span.type(), spans);
        spans.append(' ').append(offset + span.startPoint(text));
        spans.append(' ').append(offset + span.endPoint(text));
        spans.append('\t').append(span.of(text)).append('\n');
      }
      texts.append(text).append('\n');
      offset += text.codePointCount(0, text.length()) + 1;
    }
    write(file.resolveSibling(name.substring(0, name.length() - 4) + ".ann"), spans);
    write(file, texts);
  }

  private static List<String> words(Labelled<TagSequence> item) {
    int tags = item.annotation().tags().size();
    int words = item.instance().words().size();
    if (tags != words) {
      throw bad(item.instance(), tags + " tags for " + words + " words; give one tag per word");
    }
    return item.instance().words();
  }

  private static List<Span> spans(Labelled<TagSequence> item) {
    words(item);
    return TagScheme.spans(item.annotation().tags());
  }

  private static List<CharSpan> characters(Labelled<TagSequence> item) {
    WordOffsets words = WordOffsets.of(item.instance());
    return spans(item).stream().map(words::characters).toList();
  }

  private static InvalidInputException bad(Instance instance, String what) {
    return new InvalidInputException("instance '" + instance.id() + "': " + what);
  }

  private static void lines(
      Path file,
      List<Labelled<TagSequence>> items,
      Function<Labelled<TagSequence>, ObjectNode> form) {
    StringBuilder out = new StringBuilder();
    items.forEach(item -> out.append(form.apply(item)).append('\n'));
    write(file, out);
  }

  private static void write(Path file, StringBuilder text) {
    try {
      AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + IoReason.of(e), e);
    }
  }
}
