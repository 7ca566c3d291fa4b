package org.al4j.bench.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.al4j.bench.docs.DocPages;
import org.junit.jupiter.api.Test;

/** The jars of this build hold nothing of the machine, the time or the person that made them. */
class JarsTest {
  private static final Set<String> TOLD =
      Set.of(
          "Manifest-Version",
          "Created-By",
          "Build-Jdk-Spec",
          "Automatic-Module-Name",
          "Implementation-Version");

  private static String of(String name) throws IOException {
    Matcher found =
        Pattern.compile("<" + name + ">([^<]+)</" + name + ">")
            .matcher(Files.readString(DocPages.ROOT.resolve("pom.xml")));
    assertTrue(found.find(), name);
    return found.group(1);
  }

  /** Those of the modules, of the version that is built. */
  private static List<Path> jars() throws IOException {
    List<Path> jars = new ArrayList<>();
    String version = of("version");
    try (Stream<Path> modules = Files.list(DocPages.ROOT)) {
      for (Path module : modules.filter(file -> Files.isDirectory(file)).sorted().toList()) {
        Path jar = module.resolve("target").resolve(module.getFileName() + "-" + version + ".jar");
        if (Files.exists(jar)) {
          jars.add(jar);
        }
      }
    }
    return jars;
  }

  @Test
  void entries_ofEveryJar_areOfTheTimeThatThePomSays() throws IOException {
    List<Path> jars = jars();
    assumeTrue(!jars.isEmpty(), "JarsTest skipped: no jar of a module is built; ./mvnw verify");
    LocalDateTime time =
        Instant.parse(of("project.build.outputTimestamp")).atZone(ZoneOffset.UTC).toLocalDateTime();
    for (Path file : jars) {
      try (JarFile jar = new JarFile(file.toFile())) {
        jar.stream().forEach(entry -> assertEquals(time, entry.getTimeLocal(), file + " " + entry));
        for (String text : List.of("META-INF/LICENSE", "META-INF/NOTICE")) {
          assertTrue(jar.getEntry(text) != null, file + " has no " + text);
        }
      }
    }
  }

  @Test
  void manifest_ofEveryJar_namesItsModuleAndNobody() throws IOException {
    List<Path> jars = jars();
    assumeTrue(!jars.isEmpty(), "JarsTest skipped: no jar of a module is built; ./mvnw verify");
    Set<String> modules = new TreeSet<>();
    for (Path file : jars) {
      try (JarFile jar = new JarFile(file.toFile())) {
        Attributes manifest = jar.getManifest().getMainAttributes();
        for (Object name : manifest.keySet()) {
          assertTrue(TOLD.contains(name.toString()), file + " says " + name);
        }
        String module = String.valueOf(manifest.getValue("Automatic-Module-Name"));
        assertTrue(module.startsWith("org.al4j."), file + ": " + module);
        modules.add(module);
      }
    }
    assertEquals(jars.size(), modules.size(), modules::toString);
  }
}
