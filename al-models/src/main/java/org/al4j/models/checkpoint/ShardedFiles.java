package org.al4j.models.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.al4j.models.internal.BadFile;
import org.al4j.models.internal.InputFile;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.tensor.TensorSource;

/**
 * Weights in several files, as {@code *.index.json} lists them: {@code weight_map} names the file
 * of each tensor, which lies beside the index.
 */
final class ShardedFiles implements TensorSource {
  private final Path index;
  private final SortedMap<String, TensorSource> shards;
  private final SortedMap<String, String> shardOf;

  private ShardedFiles(
      Path index, SortedMap<String, TensorSource> shards, SortedMap<String, String> shardOf) {
    this.index = index;
    this.shards = shards;
    this.shardOf = shardOf;
  }

  /**
   * Opens all files.
   *
   * @param open opens one
   * @throws org.al4j.core.InvalidInputException naming the file, when one is missing or invalid, or
   *     lacks a tensor that the index says it has
   */
  static ShardedFiles open(Path index, Function<Path, TensorSource> open) {
    SortedMap<String, String> shardOf = weightMap(index);
    ShardedFiles files = new ShardedFiles(index, new TreeMap<>(), shardOf);
    boolean opened = false;
    try {
      for (String shard : new TreeSet<>(shardOf.values())) {
        files.shards.put(shard, open.apply(index.resolveSibling(shard)));
      }
      files.checkNames();
      opened = true;
      return files;
    } finally {
      if (!opened) {
        files.close();
      }
    }
  }

  private static SortedMap<String, String> weightMap(Path index) {
    SortedMap<String, String> shardOf = new TreeMap<>();
    JsonNode map = InputFile.json(index, "the index").path("weight_map");
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      String shard = entry.getValue().asText("");
      if (!isBeside(index, shard)) {
        throw BadFile.of(
            index,
            "tensor %s is in the file '%s'; only files beside the index are read",
            entry.getKey(),
            shard);
      }
      shardOf.put(entry.getKey(), shard);
    }
    if (shardOf.isEmpty()) {
      throw BadFile.of(index, "no weight_map in it");
    }
    return shardOf;
  }

  /** Whether it can be the name of a file in the index's folder. */
  private static boolean isBeside(Path index, String shard) {
    if (shard.isEmpty() || shard.startsWith(".") || shard.matches("(?s).*[/\\\\:\\p{Cntrl}].*")) {
      return false;
    }
    try {
      return index.resolveSibling(shard).getFileName().toString().equals(shard);
    } catch (InvalidPathException e) { // half a surrogate pair, or what the platform cannot write
      return false;
    }
  }

  private void checkNames() {
    shardOf.forEach(
        (name, shard) -> {
          if (!opened(shard).names().contains(name)) {
            throw BadFile.of(index, "tensor %s is not in %s", name, shard);
          }
        });
  }

  @Override
  public Path file() {
    return index;
  }

  @Override
  public List<Path> files() {
    List<Path> files = new ArrayList<>(List.of(index));
    shards.values().forEach(shard -> files.addAll(shard.files()));
    return List.copyOf(files);
  }

  @Override
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(shardOf.keySet()));
  }

  @Override
  public long[] shape(String name) {
    return shard(name).shape(name);
  }

  @Override
  public Tensor tensor(String name) {
    return shard(name).tensor(name);
  }

  @Override
  public void close() {
    shards.values().forEach(TensorSource::close);
  }

  private TensorSource shard(String name) {
    String shard = shardOf.get(name);
    if (shard == null) {
      throw BadFile.of(index, "no tensor %s among its %d", name, shardOf.size());
    }
    return opened(shard);
  }

  private TensorSource opened(String shard) {
    return Objects.requireNonNull(shards.get(shard), shard);
  }
}
