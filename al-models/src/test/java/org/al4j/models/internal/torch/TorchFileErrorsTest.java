package org.al4j.models.internal.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.al4j.models.Fixtures;
import org.al4j.models.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchFileErrorsTest {
  @TempDir Path dir;

  private Path zip(PickleBytes pickle) throws IOException {
    return zip(pickle.done(), 16);
  }

  private Path zip(byte[] pickle, int storageBytes) throws IOException {
    return Files.write(
        dir.resolve("m.bin"), PickleBytes.zip(pickle, new byte[storageBytes], false));
  }

  private static String refusal(Path file) {
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> TorchFile.open(file).close());
    assertFalse(error.getMessage().contains("\n"), error.getMessage());
    assertTrue(error.getMessage().startsWith(file + ": "), error.getMessage());
    return error.getMessage().substring(file.toString().length() + 2);
  }

  @Test
  void open_handMadeTensor_read() throws IOException {
    Path file = zip(PickleBytes.stateDict(4, 1, new long[] {3}, new long[] {1}), 16);
    try (TorchFile torch = TorchFile.open(file)) {
      assertEquals(new Tensor(new long[] {3}, new float[3]), torch.tensor("w"));
    }
  }

  @Test
  void open_pickleThatCalls_refusedByName() throws IOException {
    Path flag = dir.resolve("called");
    PickleBytes call =
        PickleBytes.start().global("posix", "system").op("(").text("touch " + flag).op("tR.");
    String cause = "the pickle asks for posix.system; only tensors and plain data are read,";
    assertTrue(refusal(zip(call)).startsWith(cause));
    PickleBytes stacked = PickleBytes.start().text("posix").text("system").raw(0x93).op("(tR.");
    assertTrue(refusal(zip(stacked)).startsWith(cause));
    assertTrue(refusal(Files.write(dir.resolve("legacy.bin"), call.done())).startsWith(cause));
    assertFalse(Files.exists(flag));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"torch._utils._rebuild_qtensor", "torch.ComplexFloatStorage", "os.system"})
  void open_globalThatIsNoPlainTensor_refusedByName(String name) throws IOException {
    int dot = name.lastIndexOf('.');
    PickleBytes pickle =
        PickleBytes.start().global(name.substring(0, dot), name.substring(dot + 1)).op(".");
    assertTrue(refusal(zip(pickle)).startsWith("the pickle asks for " + name + ";"));
  }

  @Test
  void open_instructionThatCalls_refusedByName() throws IOException {
    assertEquals(
        String.format(
                Locale.ROOT,
                "the pickle has the instruction INST (0x69) at byte %d, which is not needed for"
                    + " tensors;",
                at("(iposix\nsystem\n."))
            + " only data is read, nothing is called",
        refusal(zip(PickleBytes.start().op("(iposix\nsystem\n."))));
    for (int opcode : new int[] {'o', 0x81, 0x92, 0x82, 'P', 0xff}) {
      String message = refusal(zip(PickleBytes.start().raw(opcode).op(".")));
      assertTrue(message.contains(String.format(Locale.ROOT, "(0x%02x) at byte", opcode)), message);
    }
  }

  /** Where the instruction after the first character stands in the file. */
  private long at(String pickle) throws IOException {
    byte[] file = Files.readAllBytes(zip(PickleBytes.start().op(pickle)));
    return new String(file, StandardCharsets.ISO_8859_1).indexOf(pickle) + 1L;
  }

  @Test
  void open_viewBeyondTheStorage_refused() throws IOException {
    long big = 1L << 62;
    long[][][] views = {
      {{4, 2}, {5}, {1}},
      {{4, 2}, {3}, {1}}, // the last at 2 + 2
      {{4, 0}, {2, 2}, {3, 1}},
      {{4, -1}, {1}, {1}},
      {{4, 0}, {-1}, {1}},
      {{4, 3}, {2}, {-1}},
      {{4, 0}, {2}, {1, 1}},
      {{4, 0}, {big, 4}, {0, 0}},
      {{4, 0}, {5}, {0}}, // more elements than the storage, all the same one
      {{4, 0}, {2, 2}, {big, big}},
    };
    for (long[][] view : views) {
      byte[] pickle = PickleBytes.stateDict(view[0][0], view[0][1], view[1], view[2]);
      assertEquals(
          String.format(
              Locale.ROOT,
              "a tensor of shape %s, strides %s and offset %d does not fit its storage of 4"
                  + " elements",
              Arrays.toString(view[1]),
              Arrays.toString(view[2]),
              view[0][1]),
          refusal(zip(pickle, 16)));
    }
  }

  @Test
  void open_storageBeyondItsEntry_refused() throws IOException {
    byte[] pickle = PickleBytes.stateDict(5, 0, new long[] {5}, new long[] {1});
    assertEquals("storage 0 of 5 F32 has 16 bytes", refusal(zip(pickle, 16)));
    byte[] huge = PickleBytes.stateDict(1L << 59, 0, new long[] {1L << 59}, new long[] {1});
    assertEquals("storage 0 of 576460752303423488 F32 has 16 bytes", refusal(zip(huge, 16)));
    byte[] over = PickleBytes.stateDict(1L << 62, 0, new long[] {1}, new long[] {1});
    assertTrue(refusal(zip(over, 16)).startsWith("storage 0 has the type torch.FloatStorage and"));
  }

  @Test
  void open_compressedEntry_refused() throws IOException {
    byte[] pickle = PickleBytes.stateDict(1 << 20, 0, new long[] {1}, new long[] {1});
    Path bomb = Files.write(dir.resolve("m.bin"), PickleBytes.zip(pickle, new byte[4 << 20], true));
    assertEquals(
        "entry archive/data/0 is compressed or encrypted; PyTorch stores entries as they are",
        refusal(bomb));
  }

  @Test
  void open_malformedPickle_refusedWithTheCause() throws IOException {
    String[][] cases = {
      {".", "nothing on the stack"},
      {"(.", "nothing on the stack"},
      {"t.", "no mark on the stack"},
      {"h\1.", "nothing was stored as 1"},
      {"Na.", "nothing on the stack"},
      {"NNa.", "appends to something else than a list"},
      {"NNb.", "sets attributes of something else than a dictionary"},
      {"N)R.", "calls something that is no name"},
      {"NNR.", "arguments are no tuple"},
      {"}]Ns.", "a key is neither text nor a number"},
      {"}(Nu.", "a key without a value"},
      {"NQ.", "a storage is no tuple"},
      {"ccollections\nOrderedDict\n(K\1tR.", "no list of pairs"},
    };
    for (String[] c : cases) {
      String message = refusal(zip(PickleBytes.start().op(c[0])));
      assertTrue(message.startsWith("malformed pickle at byte "), message);
      assertTrue(message.endsWith(": " + c[1]), message);
    }
    assertTrue(refusal(zip(PickleBytes.start().op("X\1\1\1\1a."))).contains("bytes are claimed"));
    assertEquals(
        "no dictionary of tensors; expected what a model's state_dict holds",
        refusal(zip(PickleBytes.start().op("N."))));
  }

  @Test
  void open_aMillionMarksAndNestedLists_refusedWithoutOverflow() throws IOException {
    refusal(zip(PickleBytes.start().op("(".repeat(1_000_000) + ".")));
    refusal(zip(PickleBytes.start().op("]".repeat(1_000_000) + "a".repeat(999_999) + ".")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"views.bin", "views_legacy.bin"})
  void open_anyTruncation_refused(String name) throws IOException {
    byte[] whole = Files.readAllBytes(Fixtures.path("torch_views/" + name));
    for (int length = 0; length < whole.length; length += 7) {
      refusal(Files.write(dir.resolve("cut.bin"), Arrays.copyOf(whole, length)));
    }
    refusal(Files.write(dir.resolve("cut.bin"), Arrays.copyOf(whole, whole.length - 1)));
  }

  /** Whatever the bytes are, the outcome is tensors or one clear error. */
  @ParameterizedTest
  @ValueSource(strings = {"views.bin", "views_legacy.bin"})
  void open_changedBytes_readOrRefused(String name) throws IOException {
    byte[] whole = Files.readAllBytes(Fixtures.path("torch_views/" + name));
    SplittableRandom random = new SplittableRandom(7);
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      byte[] bytes = whole.clone();
      for (int j = 0; j < 3; j++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(dir.resolve("changed.bin"), bytes);
      try (TorchFile torch = TorchFile.open(file)) {
        torch.names().stream()
            .filter(n -> !n.contains("int") && !n.equals("bool"))
            .forEach(
                n -> {
                  try {
                    torch.tensor(n);
                  } catch (InvalidInputException e) {
                    assertTrue(e.getMessage().contains("weights must be"), e.getMessage());
                  }
                });
      } catch (InvalidInputException e) {
        assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > 150, "refused " + refused);
  }

  @Test
  void open_neitherZipNorPickle_refused() throws IOException {
    Path pointer = Files.writeString(dir.resolve("m.bin"), "version https://git-lfs.github.com\n");
    assertTrue(refusal(pointer).startsWith("neither a zip nor a pickle as torch.save writes them"));
    assertEquals("no such file", refusal(dir.resolve("nothing.bin")));
    Path other = Files.write(dir.resolve("m.bin"), PickleBytes.start().op("N.").done());
    assertEquals("a pickle, but none of torch.save", refusal(other));
  }
}
