package org.al4j.bench.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.al4j.bench.docs.DocPages;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.Learner;
import org.al4j.core.query.CandidatePolicy;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Utility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Javadoc of what somebody invented says what it computes, takes, costs, and whose it is. */
class JavadocTest {
  private static final Set<String> MODULES = Set.of("metrics", "strategies", "models", "dl4j");
  private static final List<String> CHOOSES =
      List.of("Utility", "Needs", "Cost", "Source", "Departures");
  private static final List<String> LEARNS = List.of("Needs", "Cost", "Source", "Departures");
  private static final List<String> MEASURES = List.of("Cost", "Source");
  private static final Pattern HEADING = Pattern.compile("<b>([A-Z]\\w+)\\.?</b>");
  private static final Pattern METHOD =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+(?:@\\w+\\s+)*public static (?:<.*?> )?double (\\w+)\\(",
          Pattern.DOTALL);

  private static List<JavaClass> published(Class<?>... kinds) {
    return ArchitectureTest.OURS.stream()
        .filter(type -> MODULES.contains(Rules.module(type)))
        .filter(type -> Stream.of(kinds).anyMatch(type::isAssignableTo))
        .filter(type -> type.isTopLevelClass() && !type.isInterface())
        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .toList();
  }

  private static String source(JavaClass type) throws IOException {
    String module = "al-" + Rules.module(type);
    Path file =
        DocPages.ROOT
            .resolve(module)
            .resolve("src/main/java")
            .resolve(type.getName().replace('.', '/') + ".java");
    return Files.readString(file);
  }

  /** The comment on the type itself. */
  private static String comment(JavaClass type) throws IOException {
    Pattern declared =
        Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+(?:@\\S+\\s+)*public [^{;]*?\\b"
                + type.getSimpleName()
                + "\\b",
            Pattern.DOTALL);
    return declared
        .matcher(source(type))
        .results()
        .findFirst()
        .map((MatchResult found) -> found.group(1))
        .orElse("");
  }

  /** The headings of a comment that are among those wanted, in its order. */
  private static List<String> headings(String comment, List<String> wanted) {
    List<String> found = new ArrayList<>();
    HEADING.matcher(comment).results().forEach(heading -> found.add(heading.group(1)));
    found.retainAll(wanted);
    return found;
  }

  private static Set<String> without(List<String> wanted, List<JavaClass> types)
      throws IOException {
    Set<String> lacking = new TreeSet<>();
    for (JavaClass type : types) {
      List<String> found = headings(comment(type), wanted);
      if (!found.equals(wanted)) {
        lacking.add(type.getName() + " has " + found);
      }
    }
    return lacking;
  }

  @Test
  void strategiesUtilitiesAndPolicies_haveAllFive() throws IOException {
    List<JavaClass> types = published(QueryStrategy.class, Utility.class, CandidatePolicy.class);
    assertTrue(types.size() >= 35, types.size() + " found");
    assertEquals(Set.of(), without(CHOOSES, types), "wanted, in this order: " + CHOOSES);
  }

  @Test
  void learners_haveAllButAUtility() throws IOException {
    List<JavaClass> types = published(Learner.class);
    assertTrue(types.size() >= 9, types.size() + " found");
    assertEquals(Set.of(), without(LEARNS, types), "wanted, in this order: " + LEARNS);
  }

  @Test
  void evaluators_haveCostAndSource() throws IOException {
    List<JavaClass> types = published(Evaluator.class);
    assertTrue(types.size() >= 5, types.size() + " found");
    assertEquals(Set.of(), without(MEASURES, types), "wanted, in this order: " + MEASURES);
  }

  /** Of methods with one name one is enough: the others say that they are the same. */
  @Test
  void metrics_eachOfItsNumbers_hasAFormula() throws IOException {
    Set<String> lacking = new TreeSet<>();
    for (JavaClass type : published(Object.class)) {
      if (Rules.module(type).equals("metrics")) {
        Set<String> all = new HashSet<>();
        Set<String> told = new HashSet<>();
        METHOD
            .matcher(source(type))
            .results()
            .forEach(
                method -> {
                  all.add(method.group(2));
                  if (method.group(1).contains("<b>Formula.</b>")) {
                    told.add(method.group(2));
                  }
                });
        all.removeAll(comment(type).contains("<b>Formula.</b>") ? all : told);
        all.forEach(name -> lacking.add(type.getName() + "." + name));
      }
    }
    assertEquals(Set.of(), lacking, "say <b>Formula.</b>, range and direction");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<b>Cost</b> <b>Needs</b>", "<b>Needs</b> <b>Cost</b> <b>Source</b>"})
  void headings_incomplete_areSeen(String comment) {
    assertTrue(!headings(comment, LEARNS).equals(LEARNS), comment);
    assertEquals(
        LEARNS,
        headings("<b>Needs</b> <b>x</b> <b>Cost.</b> <b>Source</b> <b>Departures</b>", LEARNS));
  }
}
