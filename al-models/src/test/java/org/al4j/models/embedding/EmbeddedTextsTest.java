package org.al4j.models.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.model.Output;
import org.al4j.core.model.view.TextView;
import org.al4j.core.model.view.TextViews;
import org.al4j.models.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class EmbeddedTextsTest {
  private static final String CACHE = "al4j.cache";

  @TempDir private Path dir;

  private String before = "";

  @BeforeEach
  void set() {
    before = System.getProperty(CACHE, "");
    System.setProperty(CACHE, dir.resolve("cache").toString());
  }

  @AfterEach
  void restore() {
    System.setProperty(CACHE, before);
  }

  private static List<Instance> texts(int count) {
    return IntStream.range(0, count).mapToObj(i -> Instance.ofText("id" + i, "text " + i)).toList();
  }

  @Test
  void forward_moreThanABlock_givesEachTextItsVectorInOrder() {
    HashEmbedder source = new HashEmbedder(2, "1");
    EmbeddedTexts view = new EmbeddedTexts(source);
    assertEquals(Set.of(Output.EMBEDDING), view.offers());
    List<Instance> texts = texts(1500);
    List<float[]> rows = new ArrayList<>();
    view.forward(
        texts,
        view.offers(),
        block -> {
          assertEquals(rows.size(), block.first());
          float[] all = block.floats(Output.EMBEDDING);
          for (int i = 0; i < block.size(); i++) {
            rows.add(Arrays.copyOfRange(all, 2 * i, 2 * i + 2));
          }
        });
    for (int i = 0; i < 1500; i++) {
      assertArrayEquals(source.vector("text " + i), rows.get(i));
    }
    view.close();
    assertFalse(source.closed, "its owner closes it");
  }

  @Test
  void forward_otherOutput_isRefused() {
    EmbeddedTexts view = new EmbeddedTexts(new HashEmbedder(2, "1"));
    assertThrows(
        IllegalArgumentException.class,
        () -> view.forward(texts(1), Set.of(Output.LOGITS), block -> {}));
  }

  @Test
  void named_folderOfACheckpoint_isReadOutOfTheStore() {
    Path folder = Fixtures.path("models/bert/base");
    TextView view = TextViews.named(folder.toString());
    List<float[]> first = new ArrayList<>();
    List<float[]> again = new ArrayList<>();
    view.model()
        .forward(
            texts(3), view.model().offers(), block -> first.add(block.floats(Output.EMBEDDING)));
    view.model()
        .forward(
            texts(3), view.model().offers(), block -> again.add(block.floats(Output.EMBEDDING)));
    assertArrayEquals(first.get(0), again.get(0));
    assertTrue(Files.isDirectory(EmbeddingStore.defaultFolder()));
    assertTrue(EmbeddingStore.defaultFolder().startsWith(dir));
    assertEquals(view.name(), TextViews.named(folder.toString()).name());
    assertTrue(view.name().contains("checkpoint.sha256="), view.name());
  }

  @Test
  void named_unknownCheckpoint_isRefused() {
    String error =
        assertThrows(InvalidInputException.class, () -> TextViews.named("no-such-folder"))
            .getMessage();
    assertTrue(error.contains("no-such-folder"), error);
  }
}
