/** A project's folder: settings, texts, guidelines, and the run. */
@NullMarked
package org.al4j.server.project;

import org.jspecify.annotations.NullMarked;
