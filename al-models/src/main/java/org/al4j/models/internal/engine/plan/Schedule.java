package org.al4j.models.internal.engine.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/** The steps of a plan in their order, and the memory that they write. */
final class Schedule {
  private final List<Node> steps = new ArrayList<>();
  private final List<Slot> slots = new ArrayList<>();

  /** Memory that the next step writes, or that is filled before it. */
  Slot slot(long length) {
    Slot slot = new Slot(length, steps.size());
    slots.add(slot);
    return slot;
  }

  void add(Node step) {
    Value.use(step.inputs(), steps.size());
    Value.use(step.outputs(), steps.size());
    steps.add(step);
  }

  List<Node> steps() {
    return steps;
  }

  /** Lays out the memory; returns how much there is. */
  long pack() {
    return Slot.pack(slots);
  }

  /**
   * Lets kernels take in what other steps would pass over an array for.
   *
   * @param inputs what is filled before the first step
   * @param wanted what must be there at the end
   */
  void merge(List<Value> inputs, Set<Slot> wanted) {
    order(new Merging(steps, wanted).merged(), inputs, slot -> 0);
    slots.removeIf(Slot::unused);
  }

  /**
   * Moves the steps that depend on no later input to the front.
   *
   * @param later what is filled before the others; nothing is moved where there is none
   * @param again whether those may run several times, while what they need of the front stays
   * @return how many are in front
   */
  int constantFirst(List<Value> inputs, Set<Slot> later, boolean again) {
    if (later.isEmpty()) {
      return 0;
    }
    Set<Slot> changing = new HashSet<>(later);
    List<Node> front = new ArrayList<>();
    List<Node> back = new ArrayList<>();
    for (Node step : steps) {
      boolean changes = step.inputs().stream().anyMatch(value -> changing.contains(value.slot()));
      (changes ? back : front).add(step);
      if (changes) {
        step.outputs().forEach(value -> changing.add(value.slot()));
      }
    }
    int constant = front.size();
    List<Node> all = new ArrayList<>(front);
    all.addAll(back);
    order(all, inputs, slot -> again || !later.contains(slot) ? 0 : constant);
    for (Node step : back) {
      for (Value value : step.inputs()) {
        if (again && !changing.contains(value.slot())) {
          Value.use(List.of(value), Integer.MAX_VALUE);
        }
      }
    }
    return constant;
  }

  /** Into another order; each input is filled before the step that is told of it. */
  private void order(List<Node> all, List<Value> inputs, ToIntFunction<Slot> before) {
    steps.clear();
    slots.forEach(Slot::reset);
    for (Value input : inputs) {
      if (input.slot() != null) {
        Value.use(List.of(input), before.applyAsInt(input.slot()));
      }
    }
    all.forEach(this::add);
  }
}
