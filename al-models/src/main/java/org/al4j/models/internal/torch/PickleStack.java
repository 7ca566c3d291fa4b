package org.al4j.models.internal.torch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.models.internal.FileInput;

/** What a pickle works on: a stack with marks, and a memory of earlier values. */
final class PickleStack {
  /** Stands for {@code None}, and for a mark. */
  enum Atom {
    NONE,
    MARK
  }

  /** A tuple; lists are {@link ArrayList} and dictionaries {@link LinkedHashMap}. */
  record Tuple(List<Object> items) {}

  private static final int MAX_COPIES = 1_000_000;

  private final FileInput in;
  private final List<Object> stack = new ArrayList<>();
  private final Map<Long, Object> memo = new HashMap<>();

  private int copies;

  PickleStack(FileInput in) {
    this.in = in;
  }

  void push(Object value) {
    stack.add(value);
  }

  /** Takes the value on top, which is no mark. */
  Object pop() {
    Object value = peek();
    stack.remove(stack.size() - 1);
    return value;
  }

  Object peek() {
    if (stack.isEmpty() || stack.get(stack.size() - 1) == Atom.MARK) {
      throw in.bad("malformed pickle at byte %d: nothing on the stack", in.position());
    }
    return stack.get(stack.size() - 1);
  }

  /** Takes the value on top, which must be of a type. */
  <T> T pop(Class<T> type, String rule) {
    return as(pop(), type, rule);
  }

  <T> T as(Object value, Class<T> type, String rule) {
    if (!type.isInstance(value)) {
      throw in.bad("malformed pickle at byte %d: %s", in.position(), rule);
    }
    return type.cast(value);
  }

  /** Takes the values above the last mark, and the mark. */
  List<Object> popToMark() {
    int mark = stack.lastIndexOf(Atom.MARK);
    if (mark < 0) {
      throw in.bad("malformed pickle at byte %d: no mark on the stack", in.position());
    }
    List<Object> above = stack.subList(mark + 1, stack.size());
    List<Object> values = new ArrayList<>(above);
    above.clear();
    stack.remove(mark);
    return values;
  }

  Tuple popTuple(int size) {
    Object[] items = new Object[size];
    for (int i = size - 1; i >= 0; i--) {
      items[i] = pop();
    }
    return new Tuple(List.of(items));
  }

  void append(List<Object> values) {
    // Appending to what is not a list is how a pickle would call a method of something else.
    List<Object> list =
        castList(as(peek(), ArrayList.class, "appends to something else than a list"));
    list.addAll(values);
  }

  void put(List<Object> keysAndValues) {
    putAll(map(peek(), "sets items of something else than a dictionary"), keysAndValues);
  }

  Map<Object, Object> map(Object value, String rule) {
    return castMap(as(value, LinkedHashMap.class, rule));
  }

  void putAll(Map<Object, Object> map, List<Object> keysAndValues) {
    if (keysAndValues.size() % 2 != 0) {
      throw in.bad("malformed pickle at byte %d: a key without a value", in.position());
    }
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      Object key = keysAndValues.get(i);
      // Only keys whose hash does not depend on what a list or dictionary holds later.
      if (!(key instanceof String || key instanceof Number || key instanceof Boolean)) {
        throw in.bad(
            "malformed pickle at byte %d: a key is neither text nor a number", in.position());
      }
      map.put(key, keysAndValues.get(i + 1));
    }
  }

  InvalidInputException malformed(String rule) {
    return in.bad("malformed pickle at byte %d: %s", in.position(), rule);
  }

  /** A list that is remembered could be copied again and again, at two bytes each time. */
  void countCopy() {
    if (++copies > MAX_COPIES) {
      throw malformed("more than " + MAX_COPIES + " pairs are copied");
    }
  }

  void memoize(long key) {
    memo.put(key, peek());
  }

  void memoizeNext() {
    memoize(memo.size());
  }

  void recall(long key) {
    Object value = memo.get(key);
    if (value == null) {
      throw in.bad("malformed pickle at byte %d: nothing was stored as %d", in.position(), key);
    }
    push(value);
  }

  @SuppressWarnings("unchecked") // lists and dictionaries are only made here, of objects
  private static List<Object> castList(List<?> list) {
    return (List<Object>) list;
  }

  @SuppressWarnings("unchecked")
  private static Map<Object, Object> castMap(Map<?, ?> map) {
    return (Map<Object, Object>) map;
  }
}
