package org.al4j.nativecpu;

import java.util.Properties;
import java.util.Set;
import org.bytedeco.javacpp.Loader;
import org.nd4j.common.io.Resource;
import org.nd4j.linalg.cpu.nativecpu.CpuBackend;

/**
 * ND4J's CPU backend, loading only a native build that this processor can run. ND4J finds it before
 * its own: left alone, JavaCPP tries the builds on the class path in a fixed order, whatever the
 * processor.
 *
 * <p>The system property {@value #WANTED} ({@code avx512}, {@code avx2} or {@code plain}) insists
 * on one; {@value #CHOSEN} is set to the classifier that was loaded, such as {@code
 * linux-x86_64-onednn}.
 *
 * <p>OpenBLAS, which comes with it, is told which kernels to use, as it knows no processor that is
 * younger than itself.
 */
public final class CheckedCpuBackend extends CpuBackend {
  /** System property that insists on a build. */
  public static final String WANTED = "al4j.cpu";

  /** System property that tells which build was loaded. */
  public static final String CHOSEN = "al4j.cpu.chosen";

  private static final String BINDINGS = "org/nd4j/linalg/cpu/nativecpu/bindings/";
  private static final String EXTENSION = "platform.extension";

  /** Called by {@link java.util.ServiceLoader}. */
  public CheckedCpuBackend() {}

  @Override
  public int getPriority() {
    return super.getPriority() + 1;
  }

  /**
   * ND4J's settings for its CPU backend. The first step ND4J takes with a backend, hence the last
   * at which the build can be chosen.
   *
   * @throws IllegalStateException if the class path holds no build that this processor can run, or
   *     the one insisted on is not among them
   */
  @Override
  public Resource getConfigurationResource() {
    String platform = Loader.getPlatform();
    Set<String> flags = CpuFlags.read(platform);
    Natives natives = new Natives(platform, flags, CheckedCpuBackend::present);
    String classifier = natives.choose(System.getProperty(WANTED));
    OpenBlasKernels.choose(platform, flags);
    load(classifier.substring(platform.length()));
    System.setProperty(CHOSEN, classifier);
    return super.getConfigurationResource();
  }

  private static boolean present(String classifier) {
    String library = System.mapLibraryName("jnind4jcpu");
    return CpuBackend.class.getClassLoader().getResource(BINDINGS + classifier + "/" + library)
        != null;
  }

  /** JavaCPP's properties are shared with other native libraries, so they are put back. */
  private static void load(String extension) {
    Properties properties = Loader.loadProperties();
    synchronized (properties) {
      Object before = properties.get(EXTENSION);
      // An empty extension would mean "try all"; an unknown one leaves only the build without any.
      properties.put(EXTENSION, extension.isEmpty() ? "-none" : extension);
      try {
        ClassLoader loader = CpuBackend.class.getClassLoader();
        Class.forName("org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu", true, loader);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("nd4j-native is not on the class path", e);
      } finally {
        if (before == null) {
          properties.remove(EXTENSION);
        } else {
          properties.put(EXTENSION, before);
        }
      }
    }
  }
}
