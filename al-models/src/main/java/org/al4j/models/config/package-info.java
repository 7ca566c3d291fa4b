/** What a checkpoint's {@code config.json} says that all families of models share. */
@NullMarked
package org.al4j.models.config;

import org.jspecify.annotations.NullMarked;
