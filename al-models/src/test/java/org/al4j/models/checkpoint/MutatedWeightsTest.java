package org.al4j.models.checkpoint;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.al4j.core.InvalidInputException;
import org.al4j.models.Fixtures;
import org.al4j.models.internal.onnx.OnnxFile;
import org.al4j.models.internal.torch.TorchFile;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.TensorSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of weights with bytes changed, cut off or inserted: read, or refused with one line. */
class MutatedWeightsTest {
  private static final int COUNT = 1500;

  @TempDir Path dir;

  @Test
  void open_spoiledSafetensors_readOrRefused() throws IOException {
    spoil("safetensors_dtypes/all_dtypes.safetensors", "a.safetensors", SafeTensors::open);
  }

  @Test
  void open_spoiledZip_readOrRefused() throws IOException {
    spoil("torch_views/views.bin", "a.bin", TorchFile::open);
  }

  @Test
  void open_spoiledPickle_readOrRefused() throws IOException {
    spoil("torch_views/views_legacy.bin", "a.bin", TorchFile::open);
  }

  @Test
  void open_spoiledOnnx_readOrRefused() throws IOException {
    spoil("models/distilbert/seqcls_forms/model_opset17.onnx", "a.onnx", OnnxFile::open);
  }

  private void spoil(String fixture, String name, Function<Path, TensorSource> open)
      throws IOException {
    byte[] whole = Files.readAllBytes(Fixtures.path(fixture));
    int read = 0;
    for (int i = 0; i < COUNT; i++) {
      Path file = dir.resolve(name);
      Files.write(file, spoiled(whole, new SplittableRandom(i)));
      read += reads(file, open, i) ? 1 : 0;
    }
    assertTrue(read < COUNT, "everything is read");
  }

  /** Most changes near the beginning, where the forms keep what tells where the rest is. */
  private static byte[] spoiled(byte[] whole, SplittableRandom random) {
    int near = random.nextInt(2) == 0 ? whole.length : Math.min(whole.length, 1000);
    int at = random.nextInt(near);
    byte[] bytes = whole.clone();
    switch (random.nextInt(5)) {
      case 0 -> {
        return Arrays.copyOf(whole, at);
      }
      case 1 -> Arrays.fill(bytes, at, Math.min(at + 8, bytes.length), (byte) 0xff);
      case 2 -> {
        for (int i = 0; i < 20; i++) {
          bytes[random.nextInt(near)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      case 3 -> System.arraycopy(whole, at, bytes, at / 2, whole.length - at);
      default -> bytes[at] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static boolean reads(Path file, Function<Path, TensorSource> open, int number) {
    try (TensorSource source = open.apply(file)) {
      for (String name : source.names()) {
        source.shape(name);
        readOne(source, name, number);
      }
      return true;
    } catch (InvalidInputException e) {
      assertTrue(e.getMessage().lines().count() == 1, e.getMessage());
      assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
      return false;
    } catch (RuntimeException | Error e) {
      return fail("mutation " + number + ": " + e, e);
    }
  }

  /** Integers are no weights and refused one by one. */
  private static void readOne(TensorSource source, String name, int number) {
    try {
      source.tensor(name);
    } catch (InvalidInputException e) {
      assertTrue(e.getMessage().lines().count() == 1, number + ": " + e.getMessage());
    }
  }
}
