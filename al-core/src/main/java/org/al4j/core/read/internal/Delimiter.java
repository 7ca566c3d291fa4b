package org.al4j.core.read.internal;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What separates the columns of a file.
 *
 * @param character the delimiter
 * @param declared whether the first line says so, as Excel writes it: {@code sep=;}
 */
record Delimiter(char character, boolean declared) {
  private static final int HEAD = 1 << 16;
  private static final int RECORDS = 20;
  private static final Pattern DECLARED = Pattern.compile("\\A\"?(?i:sep)=([^\"\\r\\n])\"?\\r?\\n");
  private static final Map<Character, String> NAMES =
      Map.of(',', "comma", ';', "semicolon", '\t', "tab", '|', "pipe", ' ', "space");

  /**
   * The delimiter named in the options, or declared, or the one with which the header has the
   * wanted columns, or most columns; without a header, with which the first records are equally
   * long. In doubt that of the file's ending.
   */
  static Delimiter of(RowReader.Request request, char usual) throws IOException {
    String head = head(request.source());
    Matcher first = DECLARED.matcher(head);
    boolean declared = first.find();
    if (request.csv().delimiter().isPresent()) {
      return new Delimiter(request.csv().delimiter().get(), declared);
    }
    char found = declared ? first.group(1).charAt(0) : guess(request, head, usual);
    if (found != usual) {
      request.note(
          "columns separated by "
              + name(found)
              + ", as its "
              + (request.csv().header() && !declared ? "header shows" : "first lines show"));
    }
    return new Delimiter(found, declared);
  }

  private static String name(char delimiter) {
    return NAMES.getOrDefault(delimiter, "'" + delimiter + "'");
  }

  private static char guess(RowReader.Request request, String head, char usual) {
    List<Character> candidates = new ArrayList<>(List.of(',', ';', '\t', '|'));
    Collections.swap(candidates, 0, candidates.indexOf(usual));
    char best = usual;
    int most = 1;
    for (char candidate : candidates) {
      int points = points(request, head, candidate);
      if (points > most) {
        best = candidate;
        most = points;
      }
    }
    return best;
  }

  /** A wanted column outweighs any number of others. */
  private static int points(RowReader.Request request, String head, char delimiter) {
    List<CsvRecord> records = records(request, head, delimiter);
    if (records.isEmpty()) {
      return 0;
    }
    int cells = records.get(0).getFieldCount();
    if (!request.csv().header()) {
      return records.stream().allMatch(record -> record.getFieldCount() == cells) ? cells : 0;
    }
    List<String> names = records.get(0).getFields().stream().map(String::strip).toList();
    int wanted = 0;
    List<String> columns = new ArrayList<>(request.columns().label());
    columns.add(request.columns().text());
    for (String column : columns) {
      wanted += names.stream().anyMatch(column::equalsIgnoreCase) ? 1 : 0;
    }
    return cells + wanted * HEAD;
  }

  private static List<CsvRecord> records(RowReader.Request request, String head, char delimiter) {
    List<CsvRecord> records = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .quoteCharacter(request.csv().quotes() ? '"' : CsvRecords.NO_QUOTE)
            .ofCsvRecord(head)) {
      int wanted = request.csv().header() ? 1 : RECORDS;
      for (CsvRecord record : reader) {
        records.add(record);
        if (records.size() == wanted) {
          return records;
        }
      }
    } catch (CsvParseException | IOException e) {
      return List.of(); // not this one; how the file is malformed is said when it is read
    }
    // The last one may be cut, where the head is not the whole file.
    return head.length() == HEAD && records.size() > 1
        ? records.subList(0, records.size() - 1)
        : records;
  }

  private static String head(Source source) throws IOException {
    char[] buffer = new char[HEAD];
    int length = 0;
    try (Reader in = source.utf8()) {
      for (int n = 0; n >= 0 && length < HEAD; n = in.read(buffer, length, HEAD - length)) {
        length += n;
      }
    }
    return new String(buffer, 0, length);
  }
}
