/** A study's folder and what it was asked, kept in {@code study.json}. */
@NullMarked
package org.al4j.study.folder;

import org.jspecify.annotations.NullMarked;
