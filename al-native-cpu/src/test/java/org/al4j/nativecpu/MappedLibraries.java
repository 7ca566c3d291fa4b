package org.al4j.nativecpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Run in a JVM of its own: multiplies, then prints what was chosen and which libraries are mapped.
 */
final class MappedLibraries {
  private MappedLibraries() {}

  public static void main(String[] args) throws IOException {
    System.out.println("sum " + Nd4j.ones(3, 4).mmul(Nd4j.ones(4, 2)).sumNumber().intValue());
    System.out.println("chosen " + System.getProperty(CheckedCpuBackend.CHOSEN));
    Files.readAllLines(Path.of("/proc/self/maps")).stream()
        .filter(line -> line.contains("nd4jcpu"))
        .map(line -> "mapped " + line.substring(line.indexOf('/')))
        .distinct()
        .forEach(System.out::println);
  }
}
