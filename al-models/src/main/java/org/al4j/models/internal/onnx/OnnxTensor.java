package org.al4j.models.internal.onnx;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.al4j.models.internal.Dtype;
import org.al4j.models.internal.Extent;
import org.al4j.models.internal.FileInput;
import org.jspecify.annotations.Nullable;

/**
 * An initializer of an ONNX graph. Its values are in the file ({@code offset}, {@code bytes}), or
 * in another as {@code external} says; of 8-bit integers that stand one by one, as zero points do,
 * in {@code integers}, which else is empty.
 */
@SuppressWarnings("ArrayRecordComponent") // stays within the package, which does not write to it
record OnnxTensor(
    String name,
    Dtype dtype,
    long[] shape,
    long offset,
    long bytes,
    Map<String, String> external,
    byte[] integers) {
  private static final byte[] NONE = {};

  boolean isExternal() {
    return !external.isEmpty();
  }

  /** Whether its elements are integers of 8 bits. */
  boolean isQuantised() {
    return dtype == Dtype.U8 || dtype == Dtype.I8;
  }

  /** The elements that its shape says. */
  long elements() {
    long product = 1;
    for (long extent : shape) {
      product *= extent; // checked against overflow when it was read
    }
    return product;
  }

  /** The bytes that its values take. */
  static long byteSize(FileInput in, String name, Dtype dtype, List<Long> dims) {
    try {
      long size = dtype.bytes();
      for (long extent : dims) {
        size = Math.multiplyExact(size, extent);
        if (extent < 0) {
          throw in.bad("tensor %s has the shape %s", name, dims);
        }
      }
      return size;
    } catch (ArithmeticException e) {
      throw in.bad("tensor %s has the shape %s, whose size overflows", name, dims);
    }
  }

  /** Reads a TensorProto. */
  static OnnxTensor read(FileInput in) {
    return new Reading(in).read();
  }

  /** The pass over one message; the names are those of the fields of TensorProto. */
  private static final class Reading {
    private final FileInput in;
    private final List<Long> dims = new ArrayList<>();
    private final Map<String, String> external = new HashMap<>();
    private String name = "";
    private int type;
    private boolean outside;
    private @Nullable FileInput values;
    private @Nullable FileInput packed;
    private final List<Long> single = new ArrayList<>();

    Reading(FileInput in) {
      this.in = in;
    }

    OnnxTensor read() {
      Protobuf field = new Protobuf(in);
      while (field.next()) {
        switch (field.number()) {
          case 1 -> dims(field);
          case 2 -> type = (int) field.integer();
          case 4, 9, 10 ->
              values = field.isContent() ? field.content() : null; // float, raw, double
          case 5 -> integers(field);
          case 8 -> name = field.text();
          case 13 -> external(field.message());
          case 14 -> outside = field.integer() == 1;
          default -> field.skip();
        }
      }
      return tensor();
    }

    private void integers(Protobuf field) {
      if (field.isContent()) {
        packed = field.content();
      } else {
        single.add(field.integer());
      }
    }

    private void dims(Protobuf field) {
      if (field.isContent()) {
        FileInput packed = field.content();
        Protobuf numbers = new Protobuf(packed);
        while (packed.remaining() > 0) {
          dimension(numbers.varint());
        }
      } else {
        dimension(field.integer());
      }
    }

    private void dimension(long extent) {
      if (dims.size() == Extent.MAX_DIMENSIONS) {
        throw in.bad("tensor %s has more than %d dimensions", name, Extent.MAX_DIMENSIONS);
      }
      dims.add(extent);
    }

    private void external(Protobuf entry) {
      String key = "";
      String value = "";
      while (entry.next()) {
        switch (entry.number()) {
          case 1 -> key = entry.text();
          case 2 -> value = entry.text();
          default -> entry.skip();
        }
      }
      external.put(key, value);
    }

    private OnnxTensor tensor() {
      Dtype dtype = dtype();
      long[] shape = dims.stream().mapToLong(Long::longValue).toArray();
      long size = byteSize(in, name, dtype, dims);
      if (outside) {
        if (!external.containsKey("location")) {
          throw in.bad("tensor %s is said to be in another file, which is not named", name);
        }
        return new OnnxTensor(name, dtype, shape, 0, size, Map.copyOf(external), NONE);
      }
      long found = values == null ? 0 : values.remaining();
      boolean quantised = dtype == Dtype.U8 || dtype == Dtype.I8;
      if (found == 0 && quantised && (packed != null || !single.isEmpty())) {
        return new OnnxTensor(name, dtype, shape, 0, 0, Map.of(), oneByOne(size));
      }
      // Integers may stand in fields that are not read: they are no weights.
      if (found != size && (found > 0 || dtype == Dtype.F32 || dtype == Dtype.F64)) {
        throw in.bad(
            "tensor %s of %s %s takes %d bytes, it has %d", name, dtype, dims, size, found);
      }
      return new OnnxTensor(
          name, dtype, shape, values == null ? 0 : values.position(), found, Map.of(), NONE);
    }

    private byte[] oneByOne(long size) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      if (packed != null) {
        Protobuf numbers = new Protobuf(packed);
        while (packed.remaining() > 0) {
          all.write((int) numbers.varint());
        }
      }
      single.forEach(value -> all.write(value.intValue()));
      if (all.size() != size) {
        throw in.bad("tensor %s of %s takes %d values, it has %d", name, dims, size, all.size());
      }
      return all.toByteArray();
    }

    /** Element types that no weight has stand as bytes; reading such a tensor is refused. */
    private Dtype dtype() {
      return switch (type) {
        case 1 -> Dtype.F32;
        case 2 -> Dtype.U8;
        case 3 -> Dtype.I8;
        case 4 -> Dtype.U16;
        case 5 -> Dtype.I16;
        case 6 -> Dtype.I32;
        case 7 -> Dtype.I64;
        case 9 -> Dtype.BOOL;
        case 10 -> Dtype.F16;
        case 11 -> Dtype.F64;
        case 12 -> Dtype.U32;
        case 13 -> Dtype.U64;
        case 16 -> Dtype.BF16;
        default -> throw in.bad("tensor %s has the unknown element type %d", name, type);
      };
    }
  }
}
