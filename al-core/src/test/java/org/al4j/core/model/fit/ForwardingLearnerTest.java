package org.al4j.core.model.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.InfluenceModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.junit.jupiter.api.Test;

class ForwardingLearnerTest {
  private static final FitContext<ClassLabel, String> CONTEXT =
      FitContext.of(LabelSpace.of("a"), 1);

  private final List<String> events = new ArrayList<>();

  /** A model that is closed by name. */
  private record Model(String name, List<String> events) implements AutoCloseable {
    @Override
    public void close() {
      events.add("close " + name);
    }
  }

  private final class Behind
      implements SoftLearner<ClassLabel, Model>, EpochLearner<ClassLabel, Model> {
    private boolean empty;

    @Override
    public String describe() {
      return "behind";
    }

    @Override
    public Map<String, String> provenance() {
      return Map.of("key", "value");
    }

    @Override
    public Set<Output> offers() {
      return Set.of(Output.VALUE);
    }

    @Override
    public boolean startsWarm() {
      return true;
    }

    @Override
    @SuppressWarnings("NullAway") // what a broken learner does
    public Model fit(List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, Model> context) {
      return empty ? null : new Model("fit", events);
    }

    @Override
    public Model fitSoft(
        List<SoftLabelled<ClassLabel>> examples, FitContext<ClassLabel, Model> context) {
      return new Model("soft", events);
    }

    @Override
    public EpochModels<Model> fitKeeping(
        List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, Model> context, int last) {
      return new EpochModels<>(new Model("last", events), List.of(new Model("first", events)));
    }

    @Override
    public void close() {
      events.add("close learner");
    }
  }

  /** Models as their names; cannot wrap the one of the given name. */
  private static final class Named extends ForwardingLearner<ClassLabel, Model, String> {
    private final String failing;

    Named(Learner<ClassLabel, Model> learner, String failing) {
      super(learner);
      this.failing = failing;
    }

    @Override
    protected String wrap(Model model) {
      if (model.name().equals(failing)) {
        throw new IllegalStateException("cannot wrap");
      }
      return model.name();
    }

    @Override
    protected Model unwrap(String model) {
      return new Model(model, new ArrayList<>());
    }
  }

  @Test
  void class_everyMethodOfALearner_isForwarded() throws NoSuchMethodException {
    for (Method method : Learner.class.getMethods()) {
      if (!Modifier.isStatic(method.getModifiers())) {
        assertEquals(
            ForwardingLearner.class,
            ForwardingLearner.class
                .getMethod(method.getName(), method.getParameterTypes())
                .getDeclaringClass(),
            method + " must be forwarded, or a wrapper loses it");
      }
    }
  }

  @Test
  void forwarding_everything_isTheLearnersBehind() {
    Named learner = new Named(new Behind(), "none");
    assertEquals("behind", learner.describe());
    assertEquals(Map.of("key", "value"), learner.provenance());
    assertEquals(Set.of(Output.VALUE), learner.offers());
    assertEquals(true, learner.startsWarm());
    assertEquals("fit", learner.fit(List.of(), CONTEXT));
    assertEquals("soft", learner.forwardSoft(List.of(), CONTEXT));
    assertEquals(
        new EpochModels<>("last", List.of("first")), learner.forwardKeeping(List.of(), CONTEXT, 2));
    learner.close();
    assertEquals(List.of("close learner"), events);
  }

  @Test
  void fit_wrapFails_closesWhatWasTrained() {
    assertThrows(
        IllegalStateException.class, () -> new Named(new Behind(), "fit").fit(List.of(), CONTEXT));
    assertEquals(List.of("close fit"), events);
    events.clear();
    assertThrows(
        IllegalStateException.class,
        () -> new Named(new Behind(), "last").forwardKeeping(List.of(), CONTEXT, 2));
    assertEquals(List.of("close first", "close last"), events);
  }

  @Test
  void fit_noModel_isRefusedNamingTheLearner() {
    Behind behind = new Behind();
    behind.empty = true;
    assertEquals(
        "a learner must return a model or throw, but fit of behind returned null; check the"
            + " learner",
        assertThrows(
                InvalidInputException.class,
                () -> new Named(behind, "none").fit(List.of(), CONTEXT))
            .getMessage());
  }

  @Test
  void checkedInfluence_numbersThatAreNone_areRefusedNamingTheInstance() {
    List<Labelled<ClassLabel>> two =
        List.of(
            new Labelled<>(Instance.ofText("x", "x"), new ClassLabel("a")),
            new Labelled<>(Instance.ofText("y", "y"), new ClassLabel("a")));
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1}) {
      assertEquals(
          "the model's self-influence for instance 'y' must be finite and at least 0, found "
              + wrong
              + "; check the model's weights and its learning rate",
          refusal(two, 1, wrong));
    }
    assertEquals(
        "a model must give a self-influence for every example: 2 wanted, 1 received; check the"
            + " model's gradients",
        refusal(two, 1));
  }

  private static String refusal(List<Labelled<ClassLabel>> examples, double... given) {
    InfluenceModel<ClassLabel> model = some -> Arrays.copyOf(given, given.length);
    return assertThrows(InvalidInputException.class, () -> model.checkedInfluence(examples))
        .getMessage();
  }
}
