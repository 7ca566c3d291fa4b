package org.al4j.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Models;
import org.al4j.core.model.SuccessorModel;
import org.al4j.models.scoring.BackendScope;
import org.al4j.models.scoring.ScoringBackends;

/**
 * A saved model as its files, which are broadcast once. No record: a cluster may have Kryo for its
 * serializer, which cannot read one.
 */
final class ShippedModel implements Serializable {
  private final String sha256;
  private final TreeMap<String, byte[]> files; // by path within the folder, / between its parts

  private ShippedModel(TreeMap<String, byte[]> files) {
    this.sha256 = sha256(files);
    this.files = files;
  }

  /** A model that was opened here, with the folder that it may still read from. */
  record Opened(ActiveModel<?> model, Path folder) implements AutoCloseable {
    @Override
    public void close() {
      try {
        model.close();
      } finally {
        delete(folder);
      }
    }
  }

  static ShippedModel of(SuccessorModel<?> model) {
    Path dir = temporary();
    try {
      Path folder = dir.resolve("model");
      model.save(folder);
      return read(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the model cannot be saved to be sent: " + e.getMessage(), e);
    } finally {
      delete(dir);
    }
  }

  private static ShippedModel read(Path folder) throws IOException {
    TreeMap<String, byte[]> files = new TreeMap<>();
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : all) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      files.put(name, Files.readAllBytes(file));
    }
    return new ShippedModel(files);
  }

  private static String sha256(Map<String, byte[]> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (name, content) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(content);
          });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Of names and content, what executors know it by. */
  String sha256() {
    return sha256;
  }

  /** Makes a model of it; the caller closes it. */
  Opened open(String backend) {
    Path dir = temporary();
    boolean opened = false;
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = dir.resolve(file.getKey());
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.write(path, file.getValue());
      }
      ActiveModel<?> model = Models.load(dir);
      opened = true;
      return scored(new Opened(model, dir), backend);
    } catch (IOException e) {
      throw new UncheckedIOException("the model that was sent cannot be read here: " + e, e);
    } finally {
      if (!opened) {
        delete(dir);
      }
    }
  }

  private static Opened scored(Opened opened, String backend) {
    try {
      ScoringBackends.use(opened.model(), backend, BackendScope.FORWARD);
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("al4j-spark");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder can be made for a model: " + e, e);
    }
  }

  private static void delete(Path dir) {
    try (Stream<Path> walk = Files.walk(dir)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      System.getLogger(ShippedModel.class.getName())
          .log(System.Logger.Level.DEBUG, "{0} stays: {1}", dir, e);
    }
  }
}
