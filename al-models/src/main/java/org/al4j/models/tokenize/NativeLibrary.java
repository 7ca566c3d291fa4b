package org.al4j.models.tokenize;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.util.Locale;

/**
 * Loads the native tokenizer library, offline.
 *
 * <p>Its Java front {@code HuggingFaceTokenizer} reports its use over the network when it is
 * created, and the loader downloads another build where it finds CUDA. So the front is left out,
 * and the loader is told to take the build for the processor, which is in the jar.
 */
final class NativeLibrary {
  private static final String FLAVOR = "RUST_FLAVOR";

  private NativeLibrary() {}

  static synchronized TokenizersLibrary load() {
    String before = System.getProperty(FLAVOR);
    System.setProperty(FLAVOR, "cpu");
    try {
      LibUtils.checkStatus();
      return TokenizersLibrary.LIB;
    } catch (EngineException | LinkageError e) {
      throw new IllegalStateException(
          String.format(
                  Locale.ROOT,
                  "the tokenizer's native library does not load on %s %s; it is unpacked into",
                  System.getProperty("os.name"),
                  System.getProperty("os.arch"))
              + " ~/.djl.ai, set DJL_CACHE_DIR when that cannot be written",
          e);
    } finally {
      if (before == null) {
        System.clearProperty(FLAVOR);
      } else {
        System.setProperty(FLAVOR, before);
      }
    }
  }
}
