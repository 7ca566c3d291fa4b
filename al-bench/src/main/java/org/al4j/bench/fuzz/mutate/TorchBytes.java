package org.al4j.bench.fuzz.mutate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.al4j.models.tensor.Tensor;

/** Writes tensors as {@code torch.save} does a {@code state_dict}: a pickle of protocol 2. */
public final class TorchBytes {
  private static final String MAGIC =
      "\u006c\u00fc\u009c\u0046\u00f9\u0020\u006a\u00a8\u0050\u0019";
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int memo;

  private TorchBytes() {
    raw(0x80, 2);
  }

  /** The form since PyTorch 1.6. */
  public static byte[] zip(Map<String, Tensor> tensors) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("archive/data.pkl", stateDict(tensors));
    entries.put("archive/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    int key = 0;
    for (Tensor tensor : tensors.values()) {
      entries.put("archive/data/" + key++, OnnxBytes.littleEndian(tensor.values()));
    }
    entries.put("archive/version", "3\n".getBytes(StandardCharsets.US_ASCII));
    return ZipEntries.written(entries);
  }

  /** The form before it: five pickles, then the numbers. */
  public static byte[] legacy(Map<String, Tensor> tensors) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    TorchBytes magic = new TorchBytes().raw(0x8a, MAGIC.length());
    file.writeBytes(magic.op(MAGIC).op(".").done());
    file.writeBytes(new TorchBytes().op("M").little(1001, 2).op(".").done());
    TorchBytes machine = new TorchBytes().op("}").put().op("(").text("protocol_version");
    machine.op("M").little(1001, 2).text("little_endian").raw(0x88).text("type_sizes").op("}");
    file.writeBytes(machine.put().op("(").text("int").op("K").raw(4).op("uu.").done());
    file.writeBytes(stateDict(tensors));
    TorchBytes keys = new TorchBytes().op("]").put().op("(");
    for (int key = 0; key < tensors.size(); key++) {
      keys.text(Integer.toString(key));
    }
    file.writeBytes(keys.op("e.").done());
    for (Tensor tensor : tensors.values()) {
      file.writeBytes(little(tensor.values().length));
      file.writeBytes(OnnxBytes.littleEndian(tensor.values()));
    }
    return file.toByteArray();
  }

  private static byte[] stateDict(Map<String, Tensor> tensors) {
    TorchBytes pickle =
        new TorchBytes().global("collections", "OrderedDict").op(")R").put().op("(");
    int key = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      pickle.text(entry.getKey()).tensor(Integer.toString(key++), entry.getValue());
    }
    return pickle.op("u.").done();
  }

  private void tensor(String key, Tensor tensor) {
    global("torch._utils", "_rebuild_tensor_v2").op("((").text("storage");
    global("torch", "FloatStorage").text(key).text("cpu").integer(tensor.values().length).op("tQK");
    raw(0);
    long[] strides = new long[tensor.shape().length];
    long stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= tensor.shape()[axis];
    }
    tuple(tensor.shape()).tuple(strides);
    raw(0x89).global("collections", "OrderedDict").op(")RtR").put();
  }

  private TorchBytes tuple(long[] values) {
    op("(");
    for (long value : values) {
      integer(value);
    }
    return op("t").put();
  }

  private TorchBytes integer(long value) {
    return value < 256 ? op("K").raw((int) value) : op("J").little(value, 4);
  }

  private TorchBytes global(String module, String name) {
    return op("c" + module + "\n" + name + "\n").put();
  }

  private TorchBytes text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    op("X").little(bytes.length, 4);
    out.writeBytes(bytes);
    return put();
  }

  /** Remembers what was made last, as pickle does with everything. */
  private TorchBytes put() {
    return memo < 256 ? raw('q', memo++) : op("r").little(memo++, 4);
  }

  private TorchBytes op(String characters) {
    out.writeBytes(characters.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  private TorchBytes raw(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  private TorchBytes little(long value, int size) {
    out.write(little(value), 0, size);
    return this;
  }

  private static byte[] little(long value) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }

  private byte[] done() {
    return out.toByteArray();
  }
}
