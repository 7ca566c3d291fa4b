package org.al4j.bench.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collections;
import java.util.Random;

/**
 * Calls that are right in some places only. What is wrong everywhere, an unseeded generator or the
 * machine's charset, forbidden-apis refuses in every module's main and test code.
 */
final class CallRules {
  /** Randomness comes from Seeds, or from the generator that the caller hands over. */
  static final ArchRule RANDOM =
      noClasses()
          .that()
          .resideInAPackage("org.al4j..")
          .and()
          .resideOutsideOfPackages(
              "org.al4j.testkit..", // contracts try several orders of the same
              "org.al4j.bench..") // and so do the programs that break things
          .and()
          .doNotHaveSimpleName("SupportDeskGenerator") // whose texts stay as they are
          .and()
          .doNotHaveSimpleName("OrderDeskGenerator") // and its sentences
          .and()
          .doNotHaveSimpleName("Folds") // on which runs on record went on
          .should()
          .accessTargetWhere(
              describe(
                  "is java.util.Random or a shuffle that it drives",
                  access -> isRandom(access.getTargetOwner()) || isShuffle(access)));

  /** Results are values, troubles are exceptions or logged; a program prints. */
  static final ArchRule PRINT =
      noClasses()
          .that()
          .resideInAPackage("org.al4j..")
          .and()
          .resideOutsideOfPackages("org.al4j.cli..")
          .and()
          .doNotHaveSimpleName("Quietly") // which keeps ND4J from printing
          .and(DescribedPredicate.not(programs()))
          .should()
          .accessTargetWhere(
              describe(
                  "is System.out or System.err, or prints a stack trace",
                  access -> isStream(access) || isStackTrace(access)));

  private CallRules() {}

  private static boolean isRandom(JavaClass type) {
    return type.isEquivalentTo(Random.class);
  }

  private static boolean isShuffle(JavaAccess<?> access) {
    return access.getTargetOwner().isEquivalentTo(Collections.class)
        && access.getTarget().getName().equals("shuffle");
  }

  private static boolean isStream(JavaAccess<?> access) {
    return access.getTargetOwner().isEquivalentTo(System.class)
        && access.getTarget().getName().matches("out|err");
  }

  private static boolean isStackTrace(JavaAccess<?> access) {
    return access.getTarget().getName().equals("printStackTrace")
        && access.getTargetOwner().isAssignableTo(Throwable.class)
        && access.getTarget().getFullName().endsWith("printStackTrace()");
  }

  private static DescribedPredicate<JavaClass> programs() {
    return describe("programs", type -> isProgram(outermost(type)));
  }

  private static boolean isProgram(JavaClass type) {
    return type.tryGetMethod("main", String[].class).isPresent();
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(CallRules::outermost).orElse(type);
  }
}
