package org.al4j.models.head;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.model.Models;
import org.al4j.models.internal.AtomicFolder;
import org.al4j.models.internal.InputFile;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;

/**
 * A saved head: {@code head.json}, see {@link HeadDescription}, and {@code model.safetensors} with
 * {@code weight [heads, C, d]} and {@code bias [heads, C]} in float32; of an encoder from a folder
 * also {@code encoder}, a copy of it. Equal models give equal bytes.
 */
final class HeadFiles {
  static final String FILE = "head.json";
  private static final String TENSORS = "model.safetensors";
  private static final ObjectMapper JSON = new ObjectMapper();

  private HeadFiles() {}

  static void write(HeadModel<?> model, Path dir) throws IOException {
    HeadWeights weights = model.parts().weights();
    long heads = weights.heads();
    long outputs = weights.outputs();
    Map<String, Tensor> tensors =
        Map.of(
            "weight", new Tensor(new long[] {heads, outputs, weights.width()}, weights.weights()),
            "bias", new Tensor(new long[] {heads, outputs}, weights.biases()));
    ObjectNode root = JSON.createObjectNode();
    HeadDescription.write(model, root);
    AtomicFolder.create(
        dir,
        folder -> {
          SafeTensors.write(folder.resolve(TENSORS), new TreeMap<>(tensors), Map.of());
          Files.write(folder.resolve(FILE), JSON.writeValueAsBytes(root));
          SavedEncoder.copy(model.vectors(), folder);
          Models.describe(folder, HeadFormat.NAME, HeadFormat.VERSION);
        });
  }

  /** With the encoder that the folder tells. */
  static HeadModel<?> read(Path dir) throws IOException {
    HeadDescription description = description(dir);
    HeadVectors vectors = SavedEncoder.open(description.file(), description.root(), dir);
    try {
      return read(dir, vectors);
    } catch (IOException | RuntimeException e) {
      vectors.close();
      throw e;
    }
  }

  /** With the given vectors, which must be those it was trained with. */
  static HeadModel<?> read(Path dir, HeadVectors vectors) throws IOException {
    HeadDescription description = description(dir);
    description.requireEmbedder(vectors);
    return model(dir, description, description.kind(), vectors);
  }

  private static HeadDescription description(Path dir) {
    Path file = dir.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(dir + " is not a saved head: it has no file " + FILE);
    }
    JsonNode root = InputFile.json(file, "a saved head");
    return HeadDescription.of(file, root);
  }

  private static <A extends Annotation> HeadModel<A> model(
      Path dir, HeadDescription description, AnnotationKind<A> kind, HeadVectors vectors) {
    HeadOptions options = description.options();
    HeadWeights weights =
        weights(
            dir.resolve(TENSORS),
            1 + options.members(),
            kind.width(description.labels()),
            vectors.width());
    return new HeadModel<>(
        new HeadModel.Parts<>(description.kind(kind), description.labels(), options, weights),
        vectors,
        true);
  }

  private static HeadWeights weights(Path file, int heads, int outputs, int width) {
    try (SafeTensors tensors = SafeTensors.open(file)) {
      float[] weights = tensor(file, tensors, "weight", heads, outputs, width);
      return new HeadWeights(weights, tensor(file, tensors, "bias", heads, outputs), heads);
    }
  }

  private static float[] tensor(Path file, SafeTensors tensors, String name, long... shape) {
    if (!Arrays.equals(tensors.shape(name), shape)) {
      throw HeadDescription.bad(
          file,
          name
              + " must have the shape "
              + Arrays.toString(shape)
              + " that "
              + FILE
              + " and the encoder imply, found "
              + Arrays.toString(tensors.shape(name)));
    }
    float[] values = tensors.floats(name);
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw HeadDescription.bad(file, name + " must be finite, found " + value);
      }
    }
    return values;
  }
}
