/**
 * What models of one class, of several classes and of a number differ in; for AL4J's own modules.
 */
@NullMarked
package org.al4j.models.kind;

import org.jspecify.annotations.NullMarked;
