package org.al4j.core.backend;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.al4j.core.InvalidInputException;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.api.environment.Nd4jEnvironment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;

/**
 * The ND4J backend on the class path. AL4J's libraries depend on ND4J's interfaces only; the
 * application adds {@code org.al4j:al-native-cpu}, or a CUDA backend.
 */
public final class Backend {
  private static final String HINT =
      "add the dependency org.al4j:al-native-cpu (or, for a GPU, org.nd4j:nd4j-cuda-11.6)";

  private Backend() {}

  /** Whether there is a backend on the class path; models that compute in Java need none. */
  public static boolean isPresent() {
    return ND4JClassLoading.loadService(Nd4jBackend.class).iterator().hasNext();
  }

  /**
   * Starts ND4J. To be called before anything else of ND4J's is used: without a backend its classes
   * fail for good at their first use, with an error that names no remedy.
   *
   * @throws InvalidInputException if there is no backend on the class path or it does not start
   */
  public static void require() {
    if (!isPresent()) {
      throw new InvalidInputException("no ND4J backend on the class path; " + HINT);
    }
    try {
      Objects.requireNonNull(Nd4j.getBackend());
    } catch (LinkageError | RuntimeException e) {
      throw new InvalidInputException("the ND4J backend does not start: " + reason(e), e);
    }
  }

  /**
   * What computes, for the provenance of a run: {@code nd4j} (its version), {@code backend} (CPU or
   * CUDA), {@code cpuBuild} (the native build's classifier; {@code unchecked} where {@code
   * al-native-cpu} was not asked to choose it), {@code threads}.
   *
   * @return the entries in this order
   * @throws InvalidInputException as {@link #require()}
   */
  public static Map<String, String> describe() {
    require();
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("nd4j", version());
    entries.put("backend", Nd4j.getEnvironment().isCPU() ? "CPU" : "CUDA");
    entries.put("cpuBuild", System.getProperty("al4j.cpu.chosen", "unchecked"));
    entries.put("threads", threads());
    return Collections.unmodifiableMap(entries);
  }

  private static String threads() {
    Properties information = Nd4j.getExecutioner().getEnvironmentInformation();
    Object threads = information.get(Nd4jEnvironment.OMP_THREADS_KEY);
    return String.valueOf(threads == null ? Nd4j.getEnvironment().maxThreads() : threads);
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in =
        Nd4j.class.getResourceAsStream("/META-INF/maven/org.nd4j/nd4j-api/pom.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      return "unknown";
    }
    return properties.getProperty("version", "unknown");
  }

  private static String reason(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return (message == null ? cause.toString() : message.lines().findFirst().orElse(""));
  }
}
