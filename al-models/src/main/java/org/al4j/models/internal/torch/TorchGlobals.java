package org.al4j.models.internal.torch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.models.internal.Dtype;
import org.al4j.models.internal.Extent;
import org.al4j.models.internal.FileInput;
import org.al4j.models.internal.torch.PickleStack.Atom;
import org.al4j.models.internal.torch.PickleStack.Tuple;

/**
 * The names that a pickle of PyTorch tensors may mention, and what each makes. Names only select
 * among what is written here.
 */
final class TorchGlobals {
  private static final String ORDERED_DICT = "collections.OrderedDict";
  private static final String PARAMETER = "torch._utils._rebuild_parameter";
  private static final Set<String> TENSORS =
      Set.of("torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor");
  private static final Map<String, Dtype> STORAGES =
      Map.of(
          "torch.FloatStorage", Dtype.F32,
          "torch.HalfStorage", Dtype.F16,
          "torch.BFloat16Storage", Dtype.BF16,
          "torch.DoubleStorage", Dtype.F64,
          "torch.LongStorage", Dtype.I64,
          "torch.IntStorage", Dtype.I32,
          "torch.ShortStorage", Dtype.I16,
          "torch.CharStorage", Dtype.I8,
          "torch.ByteStorage", Dtype.U8,
          "torch.BoolStorage", Dtype.BOOL);

  /** A name from the file that is one of those above. */
  record Global(String name) {}

  private final FileInput in;
  private final Map<String, TorchStorage> storages = new HashMap<>();

  TorchGlobals(FileInput in) {
    this.in = in;
  }

  /** The storages that tensors were made from, by key. */
  Map<String, TorchStorage> storages() {
    return storages;
  }

  Global named(String name) {
    if (!name.equals(ORDERED_DICT)
        && !name.equals(PARAMETER)
        && !TENSORS.contains(name)
        && !STORAGES.containsKey(name)) {
      throw in.bad(
          "the pickle asks for %s; only tensors and plain data are read, nothing is called", name);
    }
    return new Global(name);
  }

  /** What the call of a name with arguments makes. */
  Object make(PickleStack stack, Object called, List<Object> arguments) {
    String name = stack.as(called, Global.class, "calls something that is no name").name();
    if (name.equals(ORDERED_DICT)) {
      return dictionary(stack, arguments);
    }
    if (name.equals(PARAMETER) && !arguments.isEmpty()) {
      return stack.as(arguments.get(0), TorchTensor.class, "a parameter without a tensor");
    }
    if (TENSORS.contains(name) && arguments.size() >= 4) {
      return tensor(stack, arguments);
    }
    throw in.bad("malformed pickle at byte %d: %s does not fit its call", in.position(), name);
  }

  private static Object dictionary(PickleStack stack, List<Object> arguments) {
    Map<Object, Object> map = new LinkedHashMap<>();
    if (!arguments.isEmpty()) {
      for (Object pair : stack.as(arguments.get(0), List.class, "no list of pairs")) {
        stack.countCopy();
        List<?> items =
            pair instanceof Tuple tuple
                ? tuple.items()
                : stack.as(pair, List.class, "no list of pairs");
        if (items.size() != 2) {
          throw stack.malformed("a pair of " + items.size());
        }
        stack.putAll(map, List.copyOf(items));
      }
    }
    return map;
  }

  private TorchTensor tensor(PickleStack stack, List<Object> arguments) {
    TorchTensor tensor =
        new TorchTensor(
            stack.as(arguments.get(0), TorchStorage.class, "a tensor without a storage"),
            stack.as(arguments.get(1), Long.class, "an offset is no integer"),
            longs(stack, arguments.get(2)),
            longs(stack, arguments.get(3)));
    if (!tensor.fits()) {
      throw in.bad(
          "a tensor of shape %s, strides %s and offset %d does not fit its storage of %d elements",
          Arrays.toString(tensor.shape()),
          Arrays.toString(tensor.stride()),
          tensor.offset(),
          tensor.storage().elements());
    }
    return tensor;
  }

  private static long[] longs(PickleStack stack, Object value) {
    List<Object> items = stack.as(value, Tuple.class, "a shape is no tuple").items();
    if (items.size() > Extent.MAX_DIMENSIONS) {
      throw stack.malformed("a shape of more than " + Extent.MAX_DIMENSIONS + " dimensions");
    }
    long[] longs = new long[items.size()];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = stack.as(items.get(i), Long.class, "an extent is no integer");
    }
    return longs;
  }

  /** {@code ("storage", type, key, device, elements)}, in old files with a sixth entry. */
  TorchStorage storage(PickleStack stack, List<Object> id) {
    if (id.size() < 5 || !"storage".equals(id.get(0))) {
      throw in.bad("malformed pickle at byte %d: a reference is no storage", in.position());
    }
    if (id.size() > 5 && id.get(5) != Atom.NONE) {
      throw in.bad("has views of storages, as PyTorch wrote before 0.4; save it anew");
    }
    String type = stack.as(id.get(1), Global.class, "a storage without a type").name();
    Dtype dtype = STORAGES.get(type);
    String key = stack.as(id.get(2), String.class, "a storage's key is no text");
    long elements = stack.as(id.get(4), Long.class, "a storage's size is no integer");
    if (dtype == null || elements < 0 || elements > Long.MAX_VALUE / 8) {
      throw in.bad("storage %s has the type %s and %d elements", key, type, elements);
    }
    TorchStorage storage = new TorchStorage(key, dtype, elements);
    TorchStorage before = storages.putIfAbsent(key, storage);
    if (before != null && !before.equals(storage)) {
      throw in.bad("storage %s stands there with two types or sizes", key);
    }
    return storage;
  }
}
