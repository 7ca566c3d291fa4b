package org.al4j.core.model;

import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.al4j.core.backend.Backend;
import org.al4j.core.data.Instance;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A model's outputs for a block of {@code n} consecutive instances, as ND4J arrays or as floats in
 * Java; each is given as the other on request. They are valid until the callback that received them
 * returns; {@code detach()} or {@code dup()} an array to keep it. Shapes and numbers were checked
 * when this was made. Used by one thread.
 */
public final class Outputs implements AutoCloseable {
  private final int first;
  private final List<Instance> instances;
  private final Map<Output, INDArray> arrays;
  private final Map<Output, FloatTable> tables;
  private final Map<Output, INDArray> made = new TreeMap<>();

  private Outputs(
      int first,
      List<Instance> instances,
      Map<Output, INDArray> arrays,
      Map<Output, FloatTable> tables) {
    this.first = first;
    this.instances = List.copyOf(instances);
    this.arrays = new TreeMap<>(arrays);
    this.tables = new TreeMap<>(tables);
    OutputCheck.all(this);
  }

  /**
   * The outputs for {@code instances}.
   *
   * @param first position of the block's first instance among all instances of the pass, from 0
   * @param arrays by output, shapes as {@link Output} says; they stay the caller's, who closes them
   * @throws org.al4j.core.InvalidInputException if an array has another shape than {@link Output}
   *     says or another number of rows than there are instances, or if numbers are not as the
   *     output's {@link RowRule} says. The message names the instance
   */
  public static Outputs of(int first, List<Instance> instances, Map<Output, INDArray> arrays) {
    return new Outputs(first, instances, arrays, Map.of());
  }

  /**
   * The same for a model that computes in Java. Whoever makes it closes it, since a strategy may
   * ask for ND4J arrays.
   *
   * @param tables by output, shapes as {@link Output} says
   * @throws org.al4j.core.InvalidInputException as {@link #of}
   */
  public static Outputs ofTables(
      int first, List<Instance> instances, Map<Output, FloatTable> tables) {
    return new Outputs(first, instances, Map.of(), tables);
  }

  /** Position of the first row among all instances of the pass. */
  public int first() {
    return first;
  }

  /** How many instances the block has: {@code n}. */
  public int size() {
    return instances.size();
  }

  /** The instances of the block, in the order of the rows. */
  public List<Instance> instances() {
    return instances;
  }

  /**
   * The same block with some outputs only, and others in their place; for a model around a model.
   * Closed by whoever makes it, before this one.
   *
   * @param wanted the outputs to have
   * @param instead those that this block has otherwise or not at all
   */
  public Outputs with(Set<Output> wanted, Map<Output, FloatTable> instead) {
    Map<Output, INDArray> keptArrays = new TreeMap<>(arrays);
    Map<Output, FloatTable> keptTables = new TreeMap<>(tables);
    keptArrays.keySet().removeAll(instead.keySet());
    keptTables.putAll(instead);
    keptArrays.keySet().retainAll(wanted);
    keptTables.keySet().retainAll(wanted);
    return new Outputs(first, instances, keptArrays, keptTables);
  }

  /** Which outputs are here. */
  public Set<Output> available() {
    Set<Output> all = new TreeSet<>(arrays.keySet());
    all.addAll(tables.keySet());
    return Collections.unmodifiableSet(all);
  }

  /**
   * One output's array, shape as {@link Output} says.
   *
   * @throws IllegalArgumentException if it was not asked for
   * @throws org.al4j.core.InvalidInputException if the model computes in Java and there is no ND4J
   *     backend on the class path; {@link #rows} needs none
   */
  public INDArray get(Output output) {
    INDArray array = arrays.get(output);
    if (array != null) {
      return array;
    }
    return made.computeIfAbsent(
        output,
        asked -> {
          FloatTable table = table(asked);
          Backend.require();
          return Nd4j.create(table.values(), table.shape(), 'c');
        });
  }

  /**
   * One output's numbers in c-order, the last axis fastest: of the model's own memory where they
   * lie so, else of a copy. Needs no ND4J backend where the model has none.
   *
   * @return positioned at the first; only to be read
   * @throws IllegalArgumentException if it was not asked for
   */
  public FloatBuffer rows(Output output) {
    INDArray array = arrays.get(output);
    return array != null
        ? FloatRows.read(array)
        : FloatBuffer.wrap(table(output).values()).asReadOnlyBuffer();
  }

  /** A copy of one output's numbers in c-order. */
  public float[] floats(Output output) {
    float[] copy = new float[Math.toIntExact(length(output))];
    rows(output).get(copy);
    return copy;
  }

  /** The sizes of the axes of one output, as {@link Output} says. */
  public long[] shape(Output output) {
    INDArray array = arrays.get(output);
    return array != null ? array.shape() : table(output).shape();
  }

  /**
   * How many words each instance has in an output by words, {@code [n]}: those that are not NaN. Of
   * several members the first one's, which are those of all.
   */
  public int[] words(Output output) {
    int axis = output.axes().indexOf(Output.Axis.WORDS);
    if (axis != output.instanceAxis() + 1) {
      throw new IllegalArgumentException(output + " has no words; its axes are " + output.axes());
    }
    long[] shape = shape(output);
    int longest = (int) shape[axis];
    int columns = (int) (shape.length > axis + 1 ? shape[axis + 1] : 1);
    FloatBuffer rows = rows(output);
    float[] row = new float[longest * columns];
    int[] words = new int[size()];
    for (int i = 0; i < words.length; i++) {
      rows.get(row);
      while (words[i] < longest
          && !RowRules.isPadding(row, words[i] * columns, (words[i] + 1) * columns)) {
        words[i]++;
      }
    }
    return words;
  }

  /** Frees the arrays that {@link #get} made of a model's floats; those of a model stay open. */
  @Override
  public void close() {
    made.values().forEach(INDArray::close);
    made.clear();
  }

  private long length(Output output) {
    long length = 1;
    for (long size : shape(output)) {
      length *= size;
    }
    return length;
  }

  private FloatTable table(Output output) {
    FloatTable table = tables.get(output);
    if (table == null) {
      throw new IllegalArgumentException(
          output + " was not asked for; this block has " + available());
    }
    return table;
  }

  Map<Output, INDArray> arrays() {
    return arrays;
  }
}
