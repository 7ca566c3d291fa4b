package org.al4j.bench.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What our poms do to those who depend on us. */
class PomsTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Set<String> FOR_TESTS =
      Set.of("org.junit.jupiter", "com.tngtech.archunit", "org.openjdk.jmh", "com.h2database");

  private static Element pom(Path file) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(file.toFile())
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }

  /** The text of a child; empty if there is none. */
  private static String text(Element parent, String child) {
    return children(parent, child).stream()
        .map(element -> element.getTextContent().strip())
        .findFirst()
        .orElse("");
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    NodeList all = parent.getChildNodes();
    for (int i = 0; i < all.getLength(); i++) {
      Node node = all.item(i);
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  private static List<Element> below(Element parent, String... path) {
    List<Element> found = List.of(parent);
    for (String name : path) {
      found = found.stream().flatMap(element -> children(element, name).stream()).toList();
    }
    return found;
  }

  private static List<Path> poms() throws IOException {
    try (Stream<Path> all = Files.walk(ROOT, 4)) {
      return all.filter(path -> path.endsWith("pom.xml"))
          .filter(path -> !ROOT.relativize(path).toString().matches(".*(target|src).*"))
          .toList();
    }
  }

  @Test
  void bom_inheritsNothingAndManagesOurArtifactsOnly() throws IOException {
    Element bom = pom(ROOT.resolve("al-bom/pom.xml"));
    assertEquals(List.of(), children(bom, "parent"));
    assertEquals(text(pom(ROOT.resolve("pom.xml")), "version"), text(bom, "version"));
    Set<String> managed = new TreeSet<>();
    for (Element one : below(bom, "dependencyManagement", "dependencies", "dependency")) {
      assertEquals("org.al4j", text(one, "groupId"));
      assertEquals("${project.version}", text(one, "version"));
      assertEquals("", text(one, "scope"));
      managed.add(text(one, "artifactId") + ":" + text(one, "type"));
    }
    Set<String> published = new TreeSet<>();
    for (Path file : poms()) {
      Element pom = pom(file);
      if (!below(pom, "properties", "maven.deploy.skip").isEmpty()) {
        continue; // al-bench
      }
      boolean pomOnly = text(pom, "packaging").equals("pom");
      if (!pomOnly || file.toString().contains("platform")) {
        published.add(text(pom, "artifactId") + ":" + (pomOnly ? "pom" : ""));
      }
    }
    published.remove("al-native-cpu-platform:pom"); // what they share
    assertEquals(published, managed);
    assertEquals(21, managed.size());
  }

  /**
   * What Maven Central refuses a pom without; the parent's are inherited, the bom has no parent.
   */
  @Test
  void metadata_everyPom_hasNameAndDescriptionAndTheirOwnersTheRest() throws IOException {
    for (Path file : poms()) {
      for (String child : List.of("name", "description")) {
        assertTrue(!text(pom(file), child).isEmpty(), file + " has no " + child);
      }
    }
    Element parent = pom(ROOT.resolve("pom.xml"));
    Element bom = pom(ROOT.resolve("al-bom/pom.xml"));
    for (String[] path :
        new String[][] {
          {"url"},
          {"licenses", "license", "name"},
          {"licenses", "license", "url"},
          {"developers", "developer", "name"},
          {"developers", "developer", "url"},
          {"scm", "url"},
          {"scm", "connection"},
          {"scm", "developerConnection"},
          {"properties", "al4j.site.url"},
          {"properties", "al4j.site.sources"},
          {"properties", "al4j.site.connection"},
          {"properties", "project.build.outputTimestamp"}
        }) {
      List<String> value = below(parent, path).stream().map(Element::getTextContent).toList();
      assertTrue(value.size() == 1 && !value.get(0).isBlank(), String.join("/", path) + value);
      assertEquals(
          value,
          below(bom, path).stream().map(Element::getTextContent).toList(),
          "al-bom: " + String.join("/", path));
    }
  }

  @Test
  void dependencies_loggingAndTestLibraries_stayWithUs() throws IOException {
    for (Path file : poms()) {
      for (Element one : below(pom(file), "dependencies", "dependency")) {
        String group = text(one, "groupId");
        String artifact = text(one, "artifactId");
        String scope = text(one, "scope");
        boolean ours = scope.equals("test") || text(one, "optional").equals("true");
        boolean binding = group.equals("org.slf4j") && !artifact.equals("slf4j-api");
        boolean forTests =
            FOR_TESTS.contains(group) && !file.endsWith(Path.of("al-testkit", "pom.xml"));
        assertTrue(ours || !(binding || forTests), file + ": " + group + ":" + artifact);
      }
    }
  }

  @Test
  void platforms_eachHasItsOwnClassifiersAsTheArtifactForAllHas() throws IOException {
    String all = Files.readString(ROOT.resolve("al-native-cpu/pom.xml"));
    Element shared = pom(ROOT.resolve("al-native-cpu/platform/pom.xml"));
    List<String> platforms =
        below(shared, "modules", "module").stream().map(Element::getTextContent).toList();
    assertEquals(5, platforms.size());
    for (String platform : platforms) {
      Element pom =
          pom(ROOT.resolve("al-native-cpu/platform").resolve(platform).resolve("pom.xml"));
      assertEquals("al-native-cpu-" + platform, text(pom, "artifactId"));
      for (String kind : List.of("natives", "nd4j")) {
        String value =
            below(pom, "properties", kind + ".platform").stream()
                .map(Element::getTextContent)
                .collect(Collectors.joining());
        String name = kind + "." + platform;
        assertTrue(all.contains("<" + name + ">" + value + "</" + name + ">"), name + " " + value);
      }
    }
  }
}
