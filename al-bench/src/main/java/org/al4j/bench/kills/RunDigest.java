package org.al4j.bench.kills;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.oracle.Query;
import org.al4j.core.query.Selected;

/**
 * What a run came to, to the last bit, but for times: a hash each of the queries, the labels, the
 * rounds, what the successor says of every text, and the saved model's files.
 */
final class RunDigest {
  private static final int HEX_DIGITS = 12;

  private RunDigest() {}

  /** Writes what is hashed. */
  @FunctionalInterface
  private interface Content {
    void write(DataOutputStream out) throws IOException;
  }

  static String of(
      ActiveLearning<ClassLabel> loop,
      SuccessorModel<ClassLabel> model,
      LabellingScenario scenario,
      Path saved)
      throws IOException {
    return String.join(
        " ",
        "queries=" + hash(out -> queries(loop.queries(), out)),
        "labels=" + hash(out -> labels(loop.pool().labelled(), out)),
        "rounds=" + hash(out -> rounds(loop.history(), out)),
        "predictions=" + hash(out -> predictions(model, scenario, out)),
        "model=" + hash(out -> files(saved, out)));
  }

  private static void queries(List<Query> queries, DataOutputStream out) throws IOException {
    for (Query query : queries) {
      out.writeInt(query.round());
      for (Selected item : query.items()) {
        text(item.instance().id(), out);
        out.writeDouble(item.utility());
      }
    }
  }

  /** Ordered by id: people answer in any order. */
  private static void labels(List<Labelled<ClassLabel>> labelled, DataOutputStream out)
      throws IOException {
    for (Labelled<ClassLabel> item :
        labelled.stream().sorted(Comparator.comparing(one -> one.instance().id())).toList()) {
      text(item.instance().id(), out);
      text(item.annotation().name(), out);
    }
  }

  private static void rounds(List<Iteration> history, DataOutputStream out) throws IOException {
    for (Iteration round : history) {
      out.writeInt(round.round());
      out.writeInt(round.labelled());
      out.writeInt(round.unlabelled());
      out.writeInt(round.skipped());
      for (Map.Entry<String, Double> score : round.scores().entrySet()) {
        text(score.getKey(), out);
        out.writeDouble(score.getValue());
      }
      out.writeDouble(round.fitLoss());
    }
  }

  private static void predictions(
      SuccessorModel<ClassLabel> model, LabellingScenario scenario, DataOutputStream out)
      throws IOException {
    StringBuilder bits = new StringBuilder();
    model.predict(
        scenario.corpus(),
        prediction -> {
          bits.append(prediction.annotation().name());
          for (double probability : prediction.probabilities()) {
            bits.append(' ').append(Double.doubleToLongBits(probability));
          }
        });
    text(bits.toString(), out);
  }

  private static void files(Path folder, DataOutputStream out) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      text(folder.relativize(file).toString(), out);
      out.write(Files.readAllBytes(file));
    }
  }

  private static void text(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String hash(Content content) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      OutputStream hashing = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
      content.write(new DataOutputStream(hashing));
      return HexFormat.of().formatHex(digest.digest()).substring(0, HEX_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
