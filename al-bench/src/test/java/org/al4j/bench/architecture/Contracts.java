package org.al4j.bench.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of our code is under which contract, as the compiled tests tell. A test of a contract, with
 * all that is written in the same file, reaches what it makes: by a constructor, by a factory, by a
 * class that it names, or by the service loader.
 */
final class Contracts {
  private static final Pattern TARGET = Pattern.compile("^(?:jar:)?(file:.*?/target/)");

  private final JavaClasses main;
  private final JavaClasses tests;
  private final Map<String, String> contracts;
  private final Map<String, JavaCodeUnit> made = new HashMap<>(); // by full name, what makes some

  /**
   * The contracts.
   *
   * @param main our code
   * @param contracts full name of what is to keep a contract, to the contract's
   */
  Contracts(JavaClasses main, Map<String, String> contracts) {
    this.main = main;
    this.tests = new ClassFileImporter().importPaths(folders(main));
    this.contracts = contracts;
    main.stream()
        .flatMap(type -> type.getCodeUnits().stream())
        .filter(this::makes)
        .forEach(unit -> made.put(unit.getFullName(), unit));
  }

  /** The compiled tests of our modules, each beside its classes or its jar. */
  private static Collection<Path> folders(JavaClasses main) {
    return main.stream()
        .map(type -> type.getSource().map(source -> source.getUri().toString()).orElse(""))
        .map(TARGET::matcher)
        .filter(Matcher::find)
        .map(target -> Path.of(URI.create(target.group(1))).resolve("test-classes"))
        .filter(Files::isDirectory)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The modules that tests were found of, by their package. */
  Set<String> modules() {
    return tests.stream()
        .filter(type -> type.getPackageName().startsWith("org.al4j."))
        .map(Rules::module)
        .collect(Collectors.toSet());
  }

  /** The full names of all our types. */
  Set<String> names() {
    return Stream.concat(main.stream(), tests.stream())
        .map(JavaClass::getName)
        .collect(Collectors.toSet());
  }

  /** Named classes of our own that can be made, and keep no test of their contract. */
  Set<String> uncovered(String kind) {
    Reached reached = reached(kind);
    return main.stream()
        .filter(type -> type.isAssignableTo(kind) && isMade(type))
        .filter(type -> !reached.types.contains(type.getName()))
        .map(JavaClass::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Public factories whose result keeps no test of its contract: it may be of no named class. */
  Set<String> uncoveredFactories(String kind) {
    Reached reached = reached(kind);
    return main.stream()
        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .flatMap(type -> type.getMethods().stream())
        .filter(method -> isFactory(method, kind))
        .filter(method -> !reached.covers(method))
        .map(JavaMethod::getFullName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isMade(JavaClass type) {
    return !type.isInterface()
        && !type.isAnonymousClass()
        && !type.isLocalClass()
        && !type.getModifiers().contains(JavaModifier.ABSTRACT);
  }

  private static boolean isFactory(JavaMethod method, String kind) {
    return method.getModifiers().contains(JavaModifier.PUBLIC)
        && method.getModifiers().contains(JavaModifier.STATIC)
        && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
        && !method.getOwner().isEnum()
        && method.getRawReturnType().isAssignableTo(kind);
  }

  /** Makes something by a constructor, a static factory, or a method that each of a kind has. */
  private boolean makes(JavaCodeUnit unit) {
    JavaClass result = unit.isConstructor() ? unit.getOwner() : unit.getRawReturnType();
    return contracts.keySet().stream().anyMatch(result::isAssignableTo)
        && (unit.isConstructor()
            || unit.getModifiers().contains(JavaModifier.STATIC)
            || contracts.containsKey(unit.getOwner().getName()));
  }

  private Reached reached(String kind) {
    String contract = contracts.get(kind);
    Set<JavaClass> files =
        tests.stream()
            .filter(type -> type.isAssignableTo(contract))
            .map(Contracts::outermost)
            .collect(Collectors.toSet());
    Reached reached = new Reached();
    tests.stream().filter(type -> files.contains(outermost(type))).forEach(reached::all);
    reached.follow();
    return reached;
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(Contracts::outermost).orElse(type);
  }

  /** What some tests make. */
  private final class Reached {
    private final Set<String> types = new HashSet<>();
    private final Set<JavaCodeUnit> units = new HashSet<>();
    private final Deque<JavaCodeUnit> open = new ArrayDeque<>();

    void all(JavaClass test) {
      test.getCodeUnits().forEach(this::from);
      test.getReferencedClassObjects().forEach(named -> named(named.getRawType()));
    }

    /** A provider is found by its kind; of a named class it is said that it is meant. */
    private void named(JavaClass type) {
      types.add(type.getName());
      if (type.isInterface() && type.getSimpleName().endsWith("Provider")) {
        main.stream()
            .filter(found -> isMade(found) && found.isAssignableTo(type.getName()))
            .forEach(
                found -> {
                  types.add(found.getName());
                  found.getMethods().forEach(this::from);
                });
      }
    }

    private void from(JavaCodeUnit unit) {
      Stream.concat(
              unit.getCallsFromSelf().stream().map(call -> call.getTarget().resolveMember()),
              unit.getCodeUnitReferencesFromSelf().stream()
                  .map(reference -> reference.getTarget().resolveMember()))
          .flatMap(Optional::stream)
          .map(target -> made.get(target.getFullName()))
          .filter(Objects::nonNull)
          .filter(units::add)
          .forEach(open::add);
    }

    /** Follows factories into what they make. */
    void follow() {
      while (!open.isEmpty()) {
        JavaCodeUnit unit = open.remove();
        if (unit.isConstructor()) {
          types.add(unit.getOwner().getName());
        }
        from(unit);
      }
    }

    /** Also what only leaves the last arguments of another to it. */
    boolean covers(JavaMethod factory) {
      return units.contains(factory)
          || factory.getMethodCallsFromSelf().stream()
              .filter(call -> call.getTargetOwner().equals(factory.getOwner()))
              .filter(call -> call.getName().equals(factory.getName()))
              .flatMap(call -> call.getTarget().resolveMember().stream())
              .anyMatch(other -> !other.equals(factory) && covers(other));
    }
  }
}
