package org.al4j.models.internal.engine.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.al4j.models.internal.engine.kernel.Kernel;
import org.al4j.models.internal.engine.kernel.Shapes;
import org.al4j.models.internal.engine.plan.Fusible.Fusion;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Compiles a SameDiff graph for fixed input shapes.
 *
 * <p>Walks the operations that the wanted outputs need, in the order in which the graph was built,
 * which is topological. Shapes are inferred without computing; integer results (shapes of arrays)
 * are computed at once and become constants; reshapes and the like become other names of the same
 * memory; the rest become steps. Then {@link Slot#pack} lays out the memory. SameDiff's own session
 * does all this anew on every call, allocates as it goes, and leaves some arrays of training graphs
 * to the garbage collector.
 */
public final class Compiler {
  private final SameDiff graph;
  private final boolean kernels;
  private final Lowering lowering;
  private final Map<String, Fusion> fusions = new HashMap<>();
  private final Map<String, Value> values = new HashMap<>();
  private final Set<String> given = new HashSet<>();
  private final Schedule schedule = new Schedule();
  private final List<INDArray> constants = new ArrayList<>();

  /**
   * A compiler for one plan.
   *
   * @param kernels whether plain Java may stand in for slow operations
   */
  public Compiler(SameDiff graph, List<Fusion> fusions, boolean kernels) {
    this.graph = graph;
    this.kernels = kernels;
    this.lowering = new Lowering(kernels);
    if (kernels) {
      fusions.forEach(fusion -> fusion.outputs().forEach(name -> this.fusions.put(name, fusion)));
    }
  }

  /**
   * The plan that computes {@code outputs}.
   *
   * @param external arrays that outlive the plan, by placeholder
   * @param inputs shapes of the inputs, by placeholder; or by a variable that the graph computes,
   *     which is then given in place of what the graph would compute
   */
  public Plan compile(
      Map<String, INDArray> external, Map<String, long[]> inputs, List<String> outputs) {
    return compile(external, inputs, outputs, Later.NONE);
  }

  /**
   * Inputs that are filled between two parts of a run: what depends on none of them comes first.
   *
   * @param inputs those; empty for runs in one part
   * @param again whether the second part may run several times, while what it needs of the first
   *     stays in memory
   */
  public record Later(Set<String> inputs, boolean again) {
    static final Later NONE = new Later(Set.of(), false);

    public Later {
      inputs = Set.copyOf(inputs);
    }
  }

  /** The same, in two parts. */
  public Plan compile(
      Map<String, INDArray> external,
      Map<String, long[]> inputs,
      List<String> outputs,
      Later later) {
    external.forEach((name, array) -> values.put(name, Value.of(array)));
    given.addAll(inputs.keySet());
    inputs.forEach(
        (name, shape) -> values.put(name, Value.in(schedule.slot(Shapes.length(shape)), 0, shape)));
    Set<String> needed = needed(outputs);
    try (Ghosts ghosts = new Ghosts()) {
      for (SameDiffOp op : List.copyOf(graph.getOps().values())) {
        emit(op, needed, ghosts);
      }
    }
    List<Value> filled = inputs.keySet().stream().map(this::value).toList();
    if (kernels) {
      schedule.merge(filled, slots(outputs));
    }
    int constant = schedule.constantFirst(filled, slots(later.inputs), later.again);
    Map<String, Value> named = new HashMap<>();
    inputs.keySet().stream()
        .filter(needed::contains)
        .forEach(name -> named.put(name, values.get(name)));
    outputs.forEach(name -> named.put(name, values.get(name)));
    outputs.forEach(name -> Value.use(List.of(values.get(name)), Integer.MAX_VALUE));
    return new Plan(schedule.steps(), named, constants, schedule.pack(), constant);
  }

  private Set<Slot> slots(Collection<String> names) {
    Set<Slot> slots = new HashSet<>();
    names.forEach(name -> slots.add(value(name).slot()));
    return slots;
  }

  private Set<String> needed(List<String> outputs) {
    Set<String> needed = new HashSet<>();
    List<String> open = new ArrayList<>(outputs);
    while (!open.isEmpty()) {
      String name = open.remove(open.size() - 1);
      if (needed.add(name)) {
        open.addAll(inputsOf(name));
      }
    }
    return needed;
  }

  private List<String> inputsOf(String name) {
    if (values.containsKey(name)) { // given, and possibly not in the graph: kernels have own inputs
      return List.of();
    }
    Fusion fusion = fusions.get(name);
    if (fusion != null) {
      return fusion.inputs();
    }
    String producer = Objects.requireNonNull(graph.getVariables().get(name), name).getOutputOfOp();
    if (producer == null) {
      return List.of();
    }
    SameDiffOp op = Objects.requireNonNull(graph.getOps().get(producer), producer);
    String[] names = op.getOp().argNames();
    return names == null ? List.of() : List.of(names);
  }

  private void emit(SameDiffOp op, Set<String> needed, Ghosts ghosts) {
    List<String> outputs = op.getOutputsOfOp();
    List<String> wanted =
        outputs.stream().filter(needed::contains).filter(name -> !given.contains(name)).toList();
    if (wanted.isEmpty()) {
      return;
    }
    Fusion fusion = fusions.get(wanted.get(0));
    if (fusion != null) {
      if (!values.containsKey(wanted.get(0))) {
        emitFusion(fusion);
      }
      return;
    }
    List<Value> in = inputsOf(outputs.get(0)).stream().map(this::value).toList();
    if (lowering.lower(op, in, needed, this)) {
      return;
    }
    emitOperation(op, in, ghosts);
  }

  private void emitFusion(Fusion fusion) {
    emitKernel(
        "fused " + fusion.outputs().get(0).replaceAll("[0-9]+", "#"),
        fusion.kernel(),
        fusion.inputs().stream().map(this::value).toList(),
        fusion.outputs());
  }

  /** Adds a step that runs a kernel; called by the lowering too. */
  void emitKernel(String name, Kernel kernel, List<Value> in, List<String> outputs) {
    List<long[]> shapes = kernel.shapes(in.stream().map(Value::shape).toList());
    List<Value> out = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      out.add(define(outputs.get(i), shapes.get(i)));
    }
    schedule.add(new Node(name, null, kernel, in, out));
  }

  /** Gives a variable the memory of another. */
  void alias(String name, Value value) {
    values.put(name, value);
  }

  private void emitOperation(SameDiffOp named, List<Value> in, Ghosts ghosts) {
    DifferentialFunction op = named.getOp();
    INDArray[] arrays = in.stream().map(ghosts::array).toArray(INDArray[]::new);
    OpContext context = Operations.context(op, arrays);
    List<LongShapeDescriptor> shapes = Operations.outputs(op, context);
    List<String> outputs = named.getOutputsOfOp();
    if (shapes.stream().noneMatch(shape -> shape.dataType() == DataType.FLOAT)) {
      evaluate(op, context, shapes, outputs);
      return;
    }
    if (lowering.isOtherShapeOnly(op)) {
      alias(outputs.get(0), in.get(0).as(shapes.get(0).getShape()));
      return;
    }
    List<Value> out = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      out.add(define(outputs.get(i), shapes.get(i).getShape()));
    }
    schedule.add(new Node(op.opName(), op, null, in, out));
  }

  /** Integer results depend on shapes only: they are known now. */
  private void evaluate(
      DifferentialFunction op,
      OpContext context,
      List<LongShapeDescriptor> shapes,
      List<String> outputs) {
    if (!(op instanceof CustomOp custom)) {
      throw new IllegalStateException(
          "operation " + op.opName() + " has no place in a compiled plan");
    }
    for (int i = 0; i < outputs.size(); i++) {
      INDArray result =
          Nd4j.createUninitializedDetached(shapes.get(i).dataType(), 'c', shapes.get(i).getShape());
      constants.add(result);
      context.setOutputArray(i, result);
      values.put(outputs.get(i), Value.of(result));
    }
    Nd4j.exec(custom, context);
  }

  private Value define(String name, long[] shape) {
    Value value = Value.in(schedule.slot(Shapes.length(shape)), 0, shape);
    values.put(name, value);
    return value;
  }

  private Value value(String name) {
    Value known = values.get(name);
    if (known != null) {
      return known;
    }
    SDVariable variable = graph.getVariable(name);
    if (variable.getVariableType() == VariableType.CONSTANT
        || variable.getVariableType() == VariableType.VARIABLE) {
      Value constant = Value.of(variable.getArr());
      values.put(name, constant);
      return constant;
    }
    throw new IllegalStateException(
        "variable '" + name + "' is needed before it is computed, or not given");
  }
}
