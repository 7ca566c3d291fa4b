/**
 * Text to token ids, through the Hugging Face tokenizers library.
 *
 * <p>Nothing here uses the network. The native library comes with the dependency and is unpacked
 * once into a cache directory: {@code ~/.djl.ai/tokenizers}, or {@code tokenizers} below the
 * directory in the environment variable or system property {@code DJL_CACHE_DIR} (or {@code
 * ENGINE_CACHE_DIR}). There are builds for Linux (x86-64, arm64), macOS (arm64) and Windows
 * (x86-64).
 */
@NullMarked
package org.al4j.models.tokenize;

import org.jspecify.annotations.NullMarked;
