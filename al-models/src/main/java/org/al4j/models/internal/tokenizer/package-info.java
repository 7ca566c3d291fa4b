/**
 * What a {@code tokenizer.json} may say. Each part is checked and written anew, so that the native
 * library sees nothing that it would end the Java process on.
 */
@NullMarked
package org.al4j.models.internal.tokenizer;

import org.jspecify.annotations.NullMarked;
