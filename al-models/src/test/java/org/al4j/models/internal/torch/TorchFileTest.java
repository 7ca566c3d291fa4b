package org.al4j.models.internal.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.models.Fixtures;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchFileTest {
  private static final Set<String> INTEGERS =
      Set.of("int64", "int32", "int16", "int8", "uint8", "bool");

  @ParameterizedTest
  @ValueSource(strings = {"pytorch_model.bin", "pytorch_model_legacy_nonzip.bin"})
  void tensor_fixtureModel_bitsOfTheSafetensors(String name) {
    try (SafeTensors expected =
            SafeTensors.open(Fixtures.path("models/bert/seqcls/model.safetensors"));
        TorchFile file = TorchFile.open(Fixtures.path("models/bert/seqcls_forms/" + name))) {
      assertEquals(expected.names(), file.names());
      for (String tensor : expected.names()) {
        assertEquals(expected.tensor(tensor), file.tensor(tensor), tensor);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"views.bin", "views_legacy.bin"})
  void tensor_viewsAndTypes_valuesOfTorch(String name) throws IOException {
    JsonNode expected = Fixtures.json("torch_views/expected.json");
    try (TorchFile file = TorchFile.open(Fixtures.path("torch_views/" + name))) {
      assertEquals(18, file.names().size());
      for (String tensor : file.names()) {
        long[] shape = longs(expected.path(tensor).path("shape"));
        assertArrayEquals(shape, file.shape(tensor), tensor);
        if (INTEGERS.contains(tensor)) {
          String message =
              assertThrows(InvalidInputException.class, () -> file.tensor(tensor)).getMessage();
          assertTrue(message.endsWith("weights must be F32, F16, BF16 or F64"), message);
        } else {
          float[] values = new float[expected.path(tensor).path("values").size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) expected.path(tensor).path("values").get(i).asDouble();
          }
          assertEquals(new Tensor(shape, values), file.tensor(tensor), tensor);
        }
      }
      assertEquals(file.tensor("plain"), file.tensor("tied"));
    }
  }

  @Test
  void tensor_unknownName_refused() {
    try (TorchFile file = TorchFile.open(Fixtures.path("torch_views/views.bin"))) {
      String message =
          assertThrows(InvalidInputException.class, () -> file.tensor("x")).getMessage();
      assertTrue(message.endsWith("views.bin: no tensor x among its 18"), message);
    }
  }

  private static long[] longs(JsonNode array) {
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asLong();
    }
    return values;
  }
}
