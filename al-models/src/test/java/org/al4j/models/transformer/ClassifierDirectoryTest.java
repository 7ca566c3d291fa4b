package org.al4j.models.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSpace;
import org.al4j.models.Fixtures;
import org.al4j.models.internal.text.TokenizerFiles;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.transformer.TransformerEncoder.Pooling;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which folders are text classifiers, by what their {@code config.json} says. */
class ClassifierDirectoryTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path temporary;
  private Path dir;

  @BeforeEach
  void copy() throws IOException {
    dir = Fixtures.copy("models/bert/seqcls", temporary.resolve("classifier"));
  }

  private void configure(String field, String value) throws IOException {
    Path file = dir.resolve("config.json");
    ObjectNode root = (ObjectNode) JSON.readTree(file.toFile());
    root.set(field, JSON.readTree(value.replace('\'', '"')));
    JSON.writeValue(file.toFile(), root);
  }

  private void assertRefused(String message) {
    assertRefused(dir.resolve("config.json"), message);
  }

  private void assertRefused(Path place, String message) {
    assertEquals(
        place + ": " + message,
        assertThrows(InvalidInputException.class, () -> TransformerClassifier.load(dir).close())
            .getMessage());
  }

  @Test
  void load_tokenClassifierWithPooler_isRefused() throws IOException {
    configure("architectures", "['BertForTokenClassification']");
    assertRefused(
        "architectures is [\"BertForTokenClassification\"], that of a sequence classifier is"
            + " BertForSequenceClassification; train one from it with TransformerLearner");
  }

  @ParameterizedTest
  @CsvSource({
    "multi_label_classification, ' here; TransformerMultiLabelClassifier.load reads it'",
    "regression, ' here; TransformerRegressor.load reads it'",
    "ranking, ''"
  })
  void load_problemWithoutSoftmax_isRefused(String problem, String reader) throws IOException {
    configure("problem_type", "'" + problem + "'");
    assertRefused(
        "problem_type is '"
            + problem
            + "', only 'single_label_classification' is supported"
            + reader);
  }

  @Test
  void load_oneRow_isRefused() throws IOException {
    Path file = dir.resolve("model.safetensors");
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    try (SafeTensors stored = SafeTensors.open(file)) {
      stored.names().forEach(name -> tensors.put(name, stored.tensor(name)));
    }
    tensors.replaceAll((name, all) -> name.startsWith("classifier.") ? firstRow(all) : all);
    SafeTensors.write(file, tensors, Map.of("format", "pt"));
    configure("id2label", "{'0':'LABEL_0'}");
    assertRefused("the classifier has 1 row, a score and no classes; it must have 2 or more");
  }

  private static Tensor firstRow(Tensor all) {
    long[] shape = all.shape().clone();
    int length = all.values().length / (int) shape[0];
    shape[0] = 1;
    return new Tensor(shape, Arrays.copyOf(all.values(), length));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          architectures | null
          architectures | []
          architectures | ['MyForSequenceClassification']
          problem_type  | null
          problem_type  | 'single_label_classification'
          """)
  void load_nothingElseSaid_isAClassifier(String field, String value) throws IOException {
    configure(field, value);
    try (TransformerClassifier model = TransformerClassifier.load(dir)) {
      assertEquals(LabelSpace.of("LABEL_0", "LABEL_1", "LABEL_2"), model.labels());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'0':'a','1':'b','3':'c'}",
        "{'0':[],'1':'b','2':'c'}",
        "{'0':'a','1':'a','2':'b'}"
      })
  void load_oddLabels_refusedForTheClassifierOnly(String labels) throws IOException {
    configure("id2label", labels);
    assertRefused(
        "id2label must give each of the classes 0 to 2 a name of its own, found "
            + labels.replace('\'', '"'));
    TransformerLearner.create(dir).close();
    TransformerEncoder.load(dir, Pooling.MEAN).close();
  }

  @Test
  void load_labelsOfAnotherNumber_refused() throws IOException {
    configure("id2label", "{'0':'a','1':'b'}");
    assertRefused("id2label names 2 classes but the classifier has 3 rows");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                     | 40
          {'model_max_length':null}                              | 40
          {'model_max_length':1000000000000000019884624838656}   | 40
          {'model_max_length':1e30}                              | 40
          {'model_max_length':512}                               | 40
          {'model_max_length':39,'truncation_side':'right'}      | 39
          {'model_max_length':3}                                 | 3
          """)
  void maxLength_allThatIsThere_atMostThePositions(String settings, int length) throws IOException {
    assertEquals(length, settings(settings).maxLength(dir, 40));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'model_max_length':2}   | model_max_length must be a number of tokens, at least 3, or absent, found 2
          {'model_max_length':'x'} | model_max_length must be a number of tokens, at least 3, or absent, found "x"
          {'truncation_side':'left'} | truncation_side is 'left', only 'right' is supported: texts lose their end
          """)
  void load_otherTruncation_refused(String settings, String message) throws IOException {
    settings(settings);
    assertEquals(
        dir.resolve("tokenizer_config.json") + ": " + message,
        assertThrows(InvalidInputException.class, () -> TransformerClassifier.load(dir).close())
            .getMessage());
    TransformerLearner.create(dir).close();
  }

  private TokenizerFiles settings(String json) throws IOException {
    Files.writeString(dir.resolve("tokenizer_config.json"), json.replace('\'', '"'));
    return TokenizerFiles.read(dir);
  }

  @Test
  void load_biasOfAnotherShapeOrTooFewPositions_namesTheFolder() throws IOException {
    Path file = dir.resolve("model.safetensors");
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    try (SafeTensors stored = SafeTensors.open(file)) {
      stored.names().forEach(name -> tensors.put(name, stored.tensor(name)));
    }
    SortedMap<String, Tensor> changed = new TreeMap<>(tensors);
    changed.put("classifier.bias", new Tensor(new long[] {2}, new float[2]));
    SafeTensors.write(file, changed, Map.of("format", "pt"));
    assertRefused(
        dir, "tensor classifier.bias has the shape [2], but config.json and the head need [3]");
    String positions = "bert.embeddings.position_embeddings.weight";
    tensors.put(positions, new Tensor(new long[] {2, 32}, new float[64]));
    SafeTensors.write(file, tensors, Map.of("format", "pt"));
    configure("max_position_embeddings", "2");
    assertRefused(dir, "transformer: max-length must be at least 3, found 2");
  }
}
