package org.al4j.strategies.diversity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.al4j.strategies.internal.matrix.Matrix;

/** The reference values in the test resources (see their README). */
public final class References {
  private References() {}

  private static List<String> lines(String name) {
    try (InputStream in = Objects.requireNonNull(References.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static float[][] table(String name) {
    List<float[]> rows = new ArrayList<>();
    for (String line : lines(name)) {
      String[] cells = line.split("\t", -1);
      float[] row = new float[cells.length];
      for (int j = 0; j < row.length; j++) {
        row[j] = Float.parseFloat(cells[j]);
      }
      rows.add(row);
    }
    return rows.toArray(float[][]::new);
  }

  /** The numbers of a line of {@code reference.tsv}. */
  public static double[] values(String name) {
    String line =
        lines("reference.tsv").stream()
            .filter(l -> l.startsWith(name + "\t"))
            .findFirst()
            .orElseThrow();
    return Stream.of(line.split("\t", -1)).skip(1).mapToDouble(Double::parseDouble).toArray();
  }

  /** The same as whole numbers. */
  public static int[] integers(String name) {
    return Arrays.stream(values(name)).mapToInt(value -> (int) value).toArray();
  }

  static int[] unlabelled() {
    BitSet labelled = new BitSet();
    IntStream.of(integers("labelled")).forEach(labelled::set);
    return IntStream.range(0, 200).filter(i -> !labelled.get(i)).toArray();
  }

  static Matrix matrix(float[][] rows) {
    Matrix matrix = new Matrix(rows.length, rows[0].length);
    for (int i = 0; i < rows.length; i++) {
      matrix.setRows(i, rows[i], 1);
    }
    return matrix;
  }

  /** The embeddings of the rows that are not labelled, {@code [190, 16]}. */
  public static Matrix unlabelledEmbeddings() {
    return matrix(table("embeddings.tsv")).select(unlabelled());
  }
}
