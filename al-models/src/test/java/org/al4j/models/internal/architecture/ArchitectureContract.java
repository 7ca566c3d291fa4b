package org.al4j.models.internal.architecture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.internal.engine.run.EmbeddingTable;
import org.al4j.models.internal.engine.run.Parameter;
import org.junit.jupiter.api.Test;

/**
 * What every family of models must keep. What it computes is compared with PyTorch's numbers in
 * {@code ParityTest}, which needs a fixture of each family too.
 */
abstract class ArchitectureContract {
  private static final int CLASSES = 3;
  private static final int LENGTH = 6;

  /** A small model of the family in Hugging Face layout. */
  abstract Path checkpoint();

  private Architecture architecture() {
    return Architectures.read(checkpoint());
  }

  private static HeadedNetwork network(Architecture architecture, Head head) {
    return new HeadedNetwork(architecture, new Purpose(head, CLASSES));
  }

  @Test
  void read_again_isTheSameModel() {
    Architecture first = architecture();
    Architecture again = Architectures.of(first.config());
    assertEquals(first.getClass(), again.getClass());
    assertEquals(first.shape(), again.shape());
    assertEquals(first.config().json(), again.config().json());
    assertFalse(first.shape().isEmpty());
  }

  @Test
  void tables_always_beginWithTheWordsAndAreOfOneWidth() {
    List<EmbeddingTable> tables = architecture().tables();
    assertEquals(architecture().spelling().words(), tables.get(0).tensor());
    assertEquals(EmbeddingTable.By.TOKEN, tables.get(0).by());
    assertEquals(architecture().config().vocabulary(), tables.get(0).rows());
    assertEquals(1, tables.stream().mapToInt(EmbeddingTable::width).distinct().count());
  }

  @Test
  void parameters_everyHead_haveNamesTensorsAndDepthsOfTheirOwn() {
    for (Head head : architecture().heads()) {
      HeadedNetwork network = network(architecture(), head);
      List<String> names = new ArrayList<>();
      List<String> tensors = new ArrayList<>();
      network.tables().forEach(table -> tensors.add(table.tensor()));
      for (Parameter parameter : network.parameters()) {
        names.add(parameter.name());
        tensors.addAll(parameter.tensors());
        assertTrue(parameter.length() > 0, parameter.name());
        assertTrue(
            parameter.depth() >= 0 && parameter.depth() <= network.layers() + 1, parameter.name());
      }
      assertEquals(names.size(), new HashSet<>(names).size(), head + ": " + names);
      assertEquals(tensors.size(), new HashSet<>(tensors).size(), head + ": " + tensors);
    }
  }

  @Test
  void graph_everyHead_isBuilt() {
    for (Head head : architecture().heads()) {
      for (boolean training : new boolean[] {false, true}) {
        assertNotNull(network(architecture(), head).graph(LENGTH, training), head.name());
      }
      assertTrue(
          architecture().className(head).startsWith(architecture().className()), head.name());
    }
  }

  @Test
  void body_everyTensor_isInTheFileInItsShape() {
    Architecture architecture = architecture();
    try (Checkpoint checkpoint = Checkpoint.open(checkpoint())) {
      for (EmbeddingTable table : architecture.tables()) {
        assertArrayEquals(table.shape(), checkpoint.shape(table.tensor()), table.tensor());
        assertFalse(architecture.spelling().isHead(table.tensor()), table.tensor());
      }
      for (Parameter parameter : architecture.body()) {
        for (String tensor : parameter.tensors()) {
          assertArrayEquals(parameter.tensorShape(), checkpoint.shape(tensor), tensor);
          assertFalse(architecture.spelling().isHead(tensor), tensor);
        }
      }
    }
  }
}
