/** The commands of the annotation server. */
@NullMarked
package org.al4j.cli.annotate;

import org.jspecify.annotations.NullMarked;
