/** A language model as an annotator, by OpenAI-compatible HTTP: hosted ones, and local servers. */
@NullMarked
package org.al4j.llm;

import org.jspecify.annotations.NullMarked;
