package org.al4j.bench.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The architecture page's rules. */
final class Rules {
  static final ArchRule SAME_DIFF =
      noClasses()
          .that()
          .resideInAPackage("org.al4j..")
          .and()
          .resideOutsideOfPackage("org.al4j.models..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.nd4j.autodiff..");

  static final ArchRule SHADED =
      noClasses()
          .that()
          .resideInAPackage("org.al4j..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.nd4j.shade..");

  /**
   * What measures the engine must reach into it. Its module is not deployed, so nobody can come to
   * depend on what it shows.
   */
  static final ArchRule INTERNAL =
      classes()
          .that()
          .resideInAPackage("org.al4j..")
          .and()
          .resideOutsideOfPackage("org.al4j.bench.engine..")
          .should(keepOutOfOtherModulesInternals());

  static final ArchRule SIGNATURES =
      classes()
          .that()
          .resideInAPackage("org.al4j..")
          .and()
          .resideOutsideOfPackage("..internal..")
          .and()
          .arePublic()
          .should(showNoTypeOf("com.google.common.", "org.apache.commons."));

  /** Everything else is for every kind of annotation. */
  private static final String[] ABOUT_CLASSES = {
    "org.al4j.core.data..", // the annotation itself
    "org.al4j.core.read..", // and how it is read,
    "org.al4j.core.log..", // written down,
    "org.al4j.core.model..", // what classifiers are,
    "org.al4j.core.people..", // and Dawid and Skene's adjudication of classes
    "org.al4j.metrics..",
    "org.al4j.models.kind..",
    "org.al4j.models.tfidf..",
    "org.al4j.models.committee..",
    "org.al4j.models.head..",
    "org.al4j.models.setfit..",
    "org.al4j.models.transformer", // not its engine
    "org.al4j.models.calibration..",
    "org.al4j.dl4j..",
    "org.al4j.strategies.named..", // makes those of
    "org.al4j.strategies.combined..", // ActiveTransfer,
    "org.al4j.strategies.anchors..", // of each class,
    "org.al4j.strategies.coldstart..", // suggestions by the classes' words,
    "org.al4j.strategies.plasm..",
    "org.al4j.strategies.stopping..", // and StopSet
    "org.al4j.testkit..",
    "org.al4j.study..",
    "org.al4j.examples..",
    "org.al4j.server.kind..", // how they look in JSON
    "org.al4j.llm..", // and how a language model says them
    "org.al4j.cli..",
    "org.al4j.bench.."
  };

  static final ArchRule CLASS_LABELS =
      noClasses()
          .that()
          .resideInAPackage("org.al4j..")
          .and()
          .resideOutsideOfPackages(ABOUT_CLASSES)
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.al4j.core.data.ClassLabel");

  /** The engine runs any network, from whatever file. */
  static final ArchRule ENGINE =
      noClasses()
          .that()
          .resideInAPackage("org.al4j.models.internal.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.al4j.models.internal.architecture..",
              "org.al4j.models.internal.text..",
              "org.al4j.models.internal.tokenizer..",
              "org.al4j.models.checkpoint..",
              "org.al4j.models.config..",
              "org.al4j.models.tokenize..",
              "org.al4j.models.transformer..");

  static final ArchRule NO_CYCLES = slices().matching("org.al4j.(**)").should().beFreeOfCycles();

  private Rules() {}

  /** A module depends on itself and those named, and on no other of ours. */
  static ArchRule arrows(String module, String... others) {
    List<String> allowed = new ArrayList<>(List.of(module));
    allowed.addAll(Arrays.asList(others));
    DescribedPredicate<JavaClass> forbidden =
        DescribedPredicate.describe(
            "of another module than " + allowed,
            type -> type.getName().startsWith("org.al4j.") && !allowed.contains(module(type)));
    return noClasses()
        .that()
        .resideInAPackage("org.al4j." + module + "..")
        .should()
        .dependOnClassesThat(forbidden);
  }

  static String module(JavaClass type) {
    return type.getPackageName().split("\\.", 4)[2];
  }

  private static ArchCondition<JavaClass> keepOutOfOtherModulesInternals() {
    return new ArchCondition<>("use internal packages of their own module only") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(use -> use.getTargetClass().getName().startsWith("org.al4j."))
            .filter(use -> use.getTargetClass().getPackageName().contains(".internal"))
            .filter(use -> !module(use.getTargetClass()).equals(module(type)))
            .forEach(use -> events.add(SimpleConditionEvent.violated(type, use.getDescription())));
      }
    };
  }

  private static ArchCondition<JavaClass> showNoTypeOf(String... packages) {
    return new ArchCondition<>("show no type of " + Arrays.toString(packages)) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaCodeUnit unit : type.getCodeUnits()) {
          if (unit.getModifiers().contains(JavaModifier.PUBLIC)
              || unit.getModifiers().contains(JavaModifier.PROTECTED)) {
            shown(unit).stream()
                .flatMap(shown -> shown.getAllInvolvedRawTypes().stream())
                .filter(raw -> Arrays.stream(packages).anyMatch(raw.getName()::startsWith))
                .forEach(raw -> events.add(violation(unit, raw)));
          }
        }
      }
    };
  }

  private static List<JavaType> shown(JavaCodeUnit unit) {
    List<JavaType> types = new ArrayList<>(unit.getParameterTypes());
    types.add(unit.getReturnType());
    return types;
  }

  private static ConditionEvent violation(JavaCodeUnit unit, JavaClass shown) {
    return SimpleConditionEvent.violated(unit, unit.getFullName() + " shows " + shown.getName());
  }
}
