package org.al4j.models.internal.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.al4j.models.internal.FileInput;
import org.al4j.models.internal.torch.PickleStack.Atom;
import org.al4j.models.internal.torch.PickleStack.Tuple;

/**
 * Reads a pickle that holds data: numbers, texts, lists, tuples, dictionaries and tensors. A pickle
 * is a program whose instructions may call any function of Python; of those that call something,
 * only the few that {@link TorchGlobals} carries out by itself are taken, and every other one is an
 * error that names it. Nothing is looked up or called by name.
 *
 * <p>Not recursive, so depth costs no stack. Each byte of the file makes at most a few small
 * objects.
 *
 * <p>Source: the instructions in Python's {@code pickletools}, protocols 2 to 5.
 */
final class Unpickler {
  private final FileInput in;
  private final TorchGlobals globals;
  private final PickleStack stack;

  Unpickler(FileInput in, TorchGlobals globals) {
    this.in = in;
    this.globals = globals;
    this.stack = new PickleStack(in);
  }

  /** The one value that the pickle makes; the input then stands behind it. */
  Object read() {
    for (; ; ) {
      long at = in.position();
      int opcode = in.u8();
      if (opcode == '.') {
        return stack.pop();
      }
      if (!number(opcode)
          && !text(opcode)
          && !tuple(opcode)
          && !collection(opcode)
          && !memory(opcode)
          && !special(opcode)) {
        throw in.bad(
            "the pickle has the instruction %s at byte %d, which is not needed for tensors;"
                + " only data is read, nothing is called",
            PickleOpcodes.name(opcode), at);
      }
    }
  }

  private boolean number(int opcode) {
    switch (opcode) {
      case 'N' -> stack.push(Atom.NONE);
      case 0x88 -> stack.push(true);
      case 0x89 -> stack.push(false);
      case 'J' -> stack.push((long) in.i32());
      case 'K' -> stack.push((long) in.u8());
      case 'M' -> stack.push((long) in.u16());
      case 0x8a -> stack.push(PickleOperands.integer(in.bytes(in.u8())));
      case 'G' -> stack.push(Double.longBitsToDouble(Long.reverseBytes(in.i64())));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean text(int opcode) {
    switch (opcode) {
      case 'X', 'T' -> stack.push(in.utf8(in.u32()));
      case 0x8c, 'U' -> stack.push(in.utf8(in.u8()));
      case 0x8d -> stack.push(in.utf8(in.i64()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean tuple(int opcode) {
    switch (opcode) {
      case '(' -> stack.push(Atom.MARK);
      case ')' -> stack.push(new Tuple(List.of()));
      case 't' -> stack.push(new Tuple(List.copyOf(stack.popToMark())));
      case 0x85 -> stack.push(stack.popTuple(1));
      case 0x86 -> stack.push(stack.popTuple(2));
      case 0x87 -> stack.push(stack.popTuple(3));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean collection(int opcode) {
    switch (opcode) {
      case ']' -> stack.push(new ArrayList<>());
      case 'l' -> stack.push(new ArrayList<>(stack.popToMark()));
      case 'a' -> {
        Object item = stack.pop();
        stack.append(List.of(item));
      }
      case 'e' -> stack.append(stack.popToMark());
      case '}' -> stack.push(new LinkedHashMap<>());
      case 'd' -> {
        List<Object> items = stack.popToMark();
        stack.push(new LinkedHashMap<>());
        stack.put(items);
      }
      case 's' -> stack.put(stack.popTuple(2).items());
      case 'u' -> stack.put(stack.popToMark());
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean memory(int opcode) {
    switch (opcode) {
      case 'q' -> stack.memoize(in.u8());
      case 'r' -> stack.memoize(in.u32());
      case 0x94 -> stack.memoizeNext();
      case 'h' -> stack.recall(in.u8());
      case 'j' -> stack.recall(in.u32());
      case '0' -> stack.pop();
      case '1' -> stack.popToMark();
      case '2' -> stack.push(stack.peek());
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean special(int opcode) {
    switch (opcode) {
      case 0x80 -> protocol(in.u8());
      case 0x95 -> in.i64(); // the length of a frame, for readers that fetch ahead
      case 'c' ->
          stack.push(globals.named(PickleOperands.line(in) + "." + PickleOperands.line(in)));
      case 0x93 -> {
        String name = stack.pop(String.class, "a name is no text");
        stack.push(globals.named(stack.pop(String.class, "a name is no text") + "." + name));
      }
      case 'R' -> {
        Tuple arguments = stack.pop(Tuple.class, "arguments are no tuple");
        stack.push(globals.make(stack, stack.pop(), arguments.items()));
      }
      case 'Q' ->
          stack.push(
              globals.storage(stack, stack.pop(Tuple.class, "a storage is no tuple").items()));
      case 'b' -> {
        stack.pop(); // the attributes of a dictionary, such as the versions in a state_dict
        stack.map(stack.peek(), "sets attributes of something else than a dictionary");
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void protocol(int version) {
    if (version < 2 || version > 5) {
      throw in.bad("a pickle of protocol %d, known are 2 to 5", version);
    }
  }
}
