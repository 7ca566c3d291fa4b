package org.al4j.models.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.management.JMException;
import org.al4j.core.InvalidInputException;
import org.al4j.models.Fixtures;
import org.al4j.models.checkpoint.OpenFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsErrorsTest {
  @TempDir Path dir;

  /** A file of a header (with ' for ") and eight bytes of data. */
  private Path file(String header, int dataBytes) throws IOException {
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
    out.write(json);
    out.write(new byte[dataBytes]);
    return Files.write(dir.resolve("w.safetensors"), out.toByteArray());
  }

  private static String refusal(Path file) {
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> SafeTensors.open(file));
    assertFalse(error.getMessage().contains("\n"), error.getMessage());
    assertTrue(error.getMessage().startsWith(file + ": "), error.getMessage());
    return error.getMessage().substring(file.toString().length() + 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,12]}} | tensor a has data_offsets [0, 12], not a range within the 8 bytes of data; truncated?
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}} | tensor a has data_offsets [8, 0], not a range within the 8 bytes of data; truncated?
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}} | tensor a has the data_offsets [-8,0], not an array of integers that are not negative
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[0]}} | tensor a has data_offsets [0], not a range within the 8 bytes of data; truncated?
          {'a':{'dtype':'F32','shape':[2]}} | tensor a has the data_offsets missing, not an array of integers that are not negative
          {'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,8]}} | tensor a has the shape [1.5], not an array of integers that are not negative
          {'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}} | tensor a of F32 [3] takes 12 bytes, its data_offsets span 8
          {'a':{'dtype':'F32','shape':[9223372036854775808],'data_offsets':[0,8]}} | tensor a has the shape [9223372036854775808], not an array of integers that are not negative
          {'a':{'dtype':'F32','shape':[9223372036854775807],'data_offsets':[0,8]}} | tensor a has the shape [9223372036854775807], whose size overflows
          {'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | tensor a has the shape [-2], not an array of integers that are not negative
          {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | tensor b starts at byte 0 of the data, the one before it ends at 4: tensors must neither overlap nor leave gaps
          {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[0],'data_offsets':[6,6]},'c':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | tensor b starts at byte 6 of the data, the one before it ends at 8: tensors must neither overlap nor leave gaps
          {'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,8]}} | tensor a has the shape [4294967296, 4294967296], whose size overflows
          {'a':{'dtype':'Q4','shape':[2],'data_offsets':[0,8]}} | tensor a has the unknown dtype 'Q4'; known: BOOL, U8, I8, F8_E5M2, F8_E4M3, I16, U16, F16, BF16, I32, U32, F32, F64, I64, U64
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | tensor b starts at byte 4 of the data, the one before it ends at 8: tensors must neither overlap nor leave gaps
          {'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | tensor a starts at byte 4 of the data, the one before it ends at 0: tensors must neither overlap nor leave gaps
          {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 8 bytes of data, the tensors cover 4
          {'a':5} | tensor a has the unknown dtype ''; known: BOOL, U8, I8, F8_E5M2, F8_E4M3, I16, U16, F16, BF16, I32, U32, F32, F64, I64, U64
          [1] | the header is not a JSON object
          """)
  void open_badHeader_refusedWithTheCause(String header, String cause) throws IOException {
    assertEquals(cause, refusal(file(header, 8)));
  }

  @Test
  void open_nameTwice_refused() throws IOException {
    String tensor = "'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}";
    String message = refusal(file("{" + tensor + "," + tensor + "}", 4));
    assertTrue(
        message.startsWith("the header is not valid JSON: line 1, column 58: Duplicate field 'a'"),
        message);
  }

  @Test
  void open_notJson_refused() throws IOException {
    String message = refusal(file("hello\n there", 0));
    assertTrue(message.startsWith("the header is not valid JSON: "), message);
  }

  @Test
  void open_headerLengthBeyondTheFile_refused() throws IOException {
    byte[] bytes = new byte[20];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(13);
    String message = refusal(Files.write(dir.resolve("w"), bytes));
    assertTrue(
        message.startsWith("the header claims 13 bytes, the file has 12 after the length"),
        message);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(-1);
    assertTrue(
        refusal(Files.write(dir.resolve("w"), bytes))
            .startsWith("the header claims 18446744073709551615 bytes"));
  }

  @Test
  void open_anyTruncation_refused() throws IOException {
    byte[] whole = Files.readAllBytes(Fixtures.path("safetensors_dtypes/all_dtypes.safetensors"));
    for (int length = 0; length < whole.length; length++) {
      refusal(Files.write(dir.resolve("w"), Arrays.copyOf(whole, length)));
    }
  }

  @Test
  void open_missingOrDirectory_refused() {
    assertEquals("no such file", refusal(dir.resolve("nothing.safetensors")));
    assertEquals("a folder where a file is expected", refusal(dir));
  }

  @Test
  void open_refusedManyTimes_noFileStaysOpen() throws IOException, JMException {
    Path bad = file("[1]", 8);
    refusal(bad);
    long before = OpenFiles.count();
    for (int i = 0; i < 300; i++) {
      refusal(bad);
    }
    assertTrue(
        OpenFiles.count() < before + 100, OpenFiles.count() + " files open, before " + before);
  }
}
