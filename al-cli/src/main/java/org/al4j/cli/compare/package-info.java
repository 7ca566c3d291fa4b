/** {@code al compare} and {@code al search}: what to label with, before it begins. */
@NullMarked
package org.al4j.cli.compare;

import org.jspecify.annotations.NullMarked;
